import { pictureUrl } from '../cdn/picture-routes.ts';
import { videoUrl } from '../cdn/video-routes.ts';
import type { Call } from '../route.ts';
import type { Media } from '../world/media.ts';
import { type Html, html } from './html.ts';
import { writeDay } from './layout.ts';

/** Characters of a caption that name a picture whose author gave no alternative text. */
const CAPTION_EXCERPT = 80;

/** The picture, the video with its controls, or every item of a carousel in a strip that scrolls from one to the next. */
export function postMedia(call: Call, post: Media): Html {
  const children = call.world.media.by('parentId', post.id);
  if (children.length === 0) return html`<figure class="box figure">${item(call, post)}</figure>`;
  const count = children.length;
  return html`<figure class="box figure">
    <div class="strip" role="region" aria-label="Carousel of ${count}" tabindex="0">
      ${children.map(
        (child, at) =>
          html`<div class="slide" id="item-${at + 1}" role="group" aria-label="${at + 1} of ${count}">
            ${item(call, child)}
          </div>`,
      )}
    </div>
    <nav class="dots" aria-label="Items of the carousel">
      ${children.map((_, at) => html`<a href="#item-${at + 1}" aria-label="Item ${at + 1} of ${count}">${at + 1}</a>`)}
    </nav>
  </figure>`;
}

/** One picture or video, in its own proportions. */
export function item(call: Call, media: Media): Html {
  const cover = call.world.pictures.get(media.pictureId);
  const size = html`width="${cover?.width ?? ''}" height="${cover?.height ?? ''}"`;
  if (media.videoId === undefined) {
    return html`<img src="${pictureUrl(call, media.pictureId)}" alt="${nameOf(call, media)}" ${size} />`;
  }
  return html`<video
    controls
    playsinline
    preload="metadata"
    src="${videoUrl(call, media.videoId)}"
    poster="${pictureUrl(call, media.pictureId)}"
    aria-label="${nameOf(call, media)}"
    ${size}
  ></video>`;
}

/** What a media is called where it is not seen: the author's own words for it, or what kind it is and of which day. */
export function nameOf(call: Call, media: Media): string {
  if (media.altText !== undefined) return media.altText;
  const parent = media.parentId === undefined ? media : (call.world.media.get(media.parentId) ?? media);
  const name = `${kindOf(media)} of ${writeDay(parent.publishedAt)}`;
  if (parent.caption === undefined) return name;
  return `${name}: ${Array.from(parent.caption).slice(0, CAPTION_EXCERPT).join('')}`;
}

/** `Reel`, `Video`, `Carousel`, `Story`, `Photo`. */
export function kindOf(media: Media): string {
  if (media.mediaProductType === 'REELS') return 'Reel';
  if (media.mediaProductType === 'STORY') return 'Story';
  if (media.mediaType === 'CAROUSEL_ALBUM') return 'Carousel';
  return media.mediaType === 'VIDEO' ? 'Video' : 'Photo';
}
