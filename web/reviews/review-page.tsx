import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { isCode } from '../app/problem.ts';
import { Bone, Waiting } from '../look/skeleton.tsx';
import { ClientPosts } from './client-posts.tsx';
import { LinkEnded } from './link-ended.tsx';
import { NameForm } from './name-form.tsx';
import { ReviewFrame } from './review-frame.tsx';
import { knownName, takeReviewToken } from './review-token.ts';

/**
 * What a reviewer's link opens, for somebody without an account. Its cache is its own: whoever is signed in in the same browser
 * gains and loses nothing by it, and nothing but the link's own addresses is asked.
 */
export function ReviewPage() {
  const [cache] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5000 } } }),
  );
  const [link, setLink] = useState(takeReviewToken);
  useEffect(() => {
    // Another link, opened in the same tab.
    const hear = () => {
      if (!location.hash) return;
      cache.clear();
      setLink(takeReviewToken());
    };
    window.addEventListener('hashchange', hear);
    return () => window.removeEventListener('hashchange', hear);
  }, [cache]);
  return (
    <QueryClientProvider client={cache}>
      {link.token !== null && link.isNew ? (
        <NameForm token={link.token} onOpened={() => setLink(takeReviewToken())} />
      ) : (
        <Opened token={link.token} />
      )}
    </QueryClientProvider>
  );
}

function Opened({ token }: { token: string | null }) {
  const query = useQuery({
    queryKey: ['review'],
    queryFn: () => readAgain(token),
    refetchInterval: ({ state }) => (state.error ? false : 20_000),
  });
  if (isCode(query.error, 'review_link_ended')) return <LinkEnded />;
  return (
    <ReviewFrame workspaceName={query.data?.workspaceName}>
      <Loaded query={query} waiting={<PostsOnTheirWay />}>
        {(view) => <ClientPosts view={view} />}
      </Loaded>
    </ReviewFrame>
  );
}

/** Where the twelve hours are over and the link is still good, it is opened once more, under the name that is known. */
async function readAgain(token: string | null) {
  try {
    return await client.clientReview.read({});
  } catch (error) {
    const name = knownName();
    if (!isCode(error, 'review_link_ended') || token === null || name === '') throw error;
    await client.clientReview.open({ body: { token, name } });
    return client.clientReview.read({});
  }
}

function PostsOnTheirWay() {
  return (
    <Waiting>
      <Bone className="mb-6 h-8 w-64 max-w-full" />
      <Bone className="mb-4 aspect-[4/5] w-full max-w-[24rem]" />
      <Bone className="mb-2 h-4 w-4/5" />
      <Bone className="h-4 w-3/5" />
    </Waiting>
  );
}
