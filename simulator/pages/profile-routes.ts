import type { Call, Route } from '../route.ts';
import { html } from './html.ts';
import { pageResponse } from './layout.ts';
import { showPost } from './post-page.ts';
import { showProfile } from './profile-page.ts';

/**
 * The public pages of accounts and posts. `/:username` takes every path of one segment, so these routes are mounted after
 * all others of the host.
 */
export const profileRoutes: Route[] = [
  {
    host: 'www.instagram.com',
    method: 'GET',
    path: '/p/:shortcode',
    answer(call) {
      const post = call.world.media.by('shortcode', call.pathParams['shortcode'] ?? '')[0];
      const account = post && call.world.accounts.get(post.accountId);
      return post && account ? showPost(call, account, post) : showNothing();
    },
  },
  {
    host: 'www.instagram.com',
    method: 'GET',
    path: '/:username',
    answer(call) {
      const account = findByUsername(call);
      return account ? showProfile(call, account) : showNothing();
    },
  },
];

function findByUsername({ world, pathParams }: Call) {
  const username = pathParams['username']?.toLowerCase();
  return world.accounts.find((account) => account.username.toLowerCase() === username);
}

function showNothing(): Response {
  return pageResponse({
    title: 'Page not found',
    shape: 'sheet',
    status: 404,
    main: html`<h1>There is no such page.</h1>
      <p class="soft">The link may be broken, or the account or post was never in this simulated world.</p>`,
  });
}
