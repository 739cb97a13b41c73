import { pictureUrl } from '../cdn/picture-routes.ts';
import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { pageResponse, writeMinute } from './layout.ts';
import { postFoot } from './post-foot.ts';

/** `www.instagram.com/p/{shortcode}/`: one published picture, its caption, its account and when it went live. */
export function showPost(call: Call, account: Account, post: Media): Response {
  return pageResponse({
    title: `Photo by @${account.username}`,
    shape: 'wide',
    main: html`<article>
      <figure class="box">${picture(call, account, post)}</figure>
      <div class="section">
        <div class="box">
          <h1><a href="${call.prefix}/${account.username}/">${account.username}</a></h1>
          ${post.caption === undefined ? undefined : html`<p>${lines(post.caption)}</p>`}
          <p class="small">
            <time datetime="${new Date(post.publishedAt).toISOString()}"
              >${writeMinute(post.publishedAt)}</time
            >
          </p>
        </div>
      </div>
    </article>`,
    foot: postFoot(call, account),
  });
}

function picture(call: Call, account: Account, post: Media): Html {
  const size = call.world.pictures.get(post.pictureId);
  const alt = post.altText ?? `Photo by @${account.username}`;
  return html`<img
    src="${pictureUrl(call, post.pictureId)}"
    alt="${alt}"
    width="${size?.width ?? ''}"
    height="${size?.height ?? ''}"
  />`;
}

function lines(caption: string): Html[] {
  return caption.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`);
}
