import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { sessionQuery } from './session/session-query.ts';
import './look/look.css';

// Instagram appends `#_` to the way back, Facebook `#_=_`, and browsers carry it over our redirect: it means nothing, so the
// address drops it.
if (['#_', '#_=_'].includes(window.location.hash))
  window.history.replaceState(null, '', window.location.pathname + window.location.search);

const queryClient = createQueryClient({
  signedOut() {
    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.invalidate();
  },
  refused: () => void lookAgain(),
});
const router = createAppRouter(queryClient);

// A change of page is read out: the focus goes to the new title. The first page is left to the browser.
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) document.querySelector('h1')?.focus({ preventScroll: true });
});

// A newer build took this one's place while the page was open: its parts are gone, so the page is loaded anew.
window.addEventListener('vite:preloadError', () => window.location.reload());

/** A role that was changed while the page was open shows in the session; then everything is shown as it is now. */
async function lookAgain(): Promise<void> {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  const now = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => before);
  if (now === before) return;
  await router.invalidate();
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
  });
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
