import type { Call, Route } from '../route.ts';
import { html } from './html.ts';
import { pageResponse, writeCount } from './layout.ts';
import { showNothing } from './not-found-page.ts';
import { pager, takePage } from './paging.ts';
import { hashtagPath } from './paths.ts';
import { listWithHashtag } from './profile-lists.ts';
import { tile } from './profile-page.ts';

const PER_PAGE = 48;

/** `/explore/tags/{tag}/`: every post of the world with a hashtag in its caption, newest first. */
export const hashtagRoutes: Route[] = [
  {
    host: 'www.instagram.com',
    method: 'GET',
    path: '/explore/tags/:tag',
    answer(call) {
      const tag = readTag(call.pathParams['tag'] ?? '');
      return tag === undefined ? showNothing() : showHashtag(call, tag);
    },
  },
];

function showHashtag(call: Call, tag: string): Response {
  const posts = listWithHashtag(call.world, tag);
  const paged = takePage(posts, call.query.get('page'), PER_PAGE);
  return pageResponse({
    title: `#${tag}`,
    shape: 'wide',
    filesFrom: call.publicUrl,
    main: html`<h1><bdi>#${tag}</bdi></h1>
      <p class="soft">${writeCount(posts.length, 'post', 'posts')} in this simulated world</p>
      <ul class="grid apart">
        ${paged.rows.map((post) => tile(call, post))}
      </ul>
      ${pager(paged, { before: 'Newer', after: 'Older' }, (page) => `${hashtagPath(call, tag)}?page=${page}`)}`,
    foot: html`<a href="/_simulator">simulator controls</a>`,
  });
}

/** Letters, digits and underscores; what cannot be a hashtag has no page. */
function readTag(segment: string): string | undefined {
  try {
    const tag = decodeURIComponent(segment);
    return /^[\p{L}\p{M}\p{N}_]{1,200}$/u.test(tag) ? tag.toLowerCase() : undefined;
  } catch (cause) {
    if (cause instanceof URIError) return undefined;
    throw cause;
  }
}
