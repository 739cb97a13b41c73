import type { Call, Route } from '../../route.ts';
import type { Media } from '../../world/media.ts';
import { authenticateFacebook } from '../facebook/authenticate-facebook.ts';
import { takeQuota } from '../call-quota.ts';
import { graphError, requiredParameter } from '../errors.ts';
import { graphJson } from '../meta-json.ts';
import { permalinkOf } from './media-fields.ts';
import { readBoolean } from '../request/read-request.ts';

/** Without a token the door is open since 2026-05-15, for so many calls in an hour. */
const openDoor = { what: 'oembed', most: 1000, withinSeconds: 60 * 60 };

const [NARROWEST, WIDEST] = [320, 658];

/** `GET /instagram_oembed?url=`: the markup that shows a post on a page. */
export const oembedRoutes: Route[] = [
  {
    host: 'graph.facebook.com',
    method: 'GET',
    path: '/instagram_oembed',
    answer(call) {
      if (call.accessToken !== undefined) authenticateFacebook(call);
      else if (!takeQuota(call.world, 'everybody', openDoor)) throw tooManyCalls();
      const media = findMedia(call);
      const width = readWidth(call);
      return graphJson({
        version: '1.0',
        provider_name: 'Instagram',
        provider_url: 'https://www.instagram.com/',
        type: 'rich',
        width,
        html: writeMarkup(call, media, width),
      });
    },
  },
];

/** A post or a reel of an account that is neither private nor personal, by its address. */
function findMedia({ params, world }: Call): Media {
  const url = params.get('url')?.trim() ?? '';
  if (url === '') throw requiredParameter('url');
  const shortcode = /\/(?:p|reel|tv)\/([\w-]{1,40})\/?(?:[?#].*)?$/.exec(url.slice(0, 2000))?.[1];
  const media = shortcode === undefined ? undefined : world.media.by('shortcode', shortcode)[0];
  const owner = media === undefined ? undefined : world.accounts.get(media.accountId);
  const isShown = owner !== undefined && owner.type !== 'PERSONAL' && owner.isPrivate !== true;
  if (media === undefined || !isShown || media.mediaProductType === 'STORY' || media.parentId !== undefined) {
    throw notEmbeddable();
  }
  return media;
}

function readWidth({ params }: Call): number {
  const asked = params.get('maxwidth')?.trim() ?? '';
  if (!/^\d{1,9}$/.test(asked)) return WIDEST;
  return Math.min(WIDEST, Math.max(NARROWEST, Number(asked)));
}

function writeMarkup(call: Call, media: Media, width: number): string {
  const { params, world, publicUrl } = call;
  const address = escapeHtml(permalinkOf(publicUrl, media, world) ?? '');
  const owner = world.accounts.get(media.accountId);
  const isCaptioned = !readBoolean(params, 'hidecaption', false) && media.caption !== undefined;
  const caption = isCaptioned ? `<p>${escapeHtml(media.caption ?? '')}</p>` : '';
  const name = escapeHtml(owner?.name || owner?.username || '');
  const script = readBoolean(params, 'omitscript', false)
    ? ''
    : '\n<script async src="//www.instagram.com/embed.js"></script>';
  return (
    `<blockquote class="instagram-media"${isCaptioned ? ' data-instgrm-captioned' : ''} data-instgrm-permalink="${address}" data-instgrm-version="14" style="max-width:${width}px">` +
    `${caption}<a href="${address}" target="_blank">A post shared by ${name} (@${escapeHtml(owner?.username ?? '')})</a></blockquote>${script}`
  );
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Meta's words for an address it does not embed are not recorded: those of a missing resource. */
function notEmbeddable() {
  return graphError({
    message: 'The requested resource does not exist',
    code: 24,
    isTransient: false,
    userTitle: 'Cannot embed',
    userMessage: 'The post cannot be embedded: it is gone, a story, or of an account that is not public.',
  });
}

function tooManyCalls() {
  return graphError({ message: '(#4) Application request limit reached', code: 4, isTransient: false });
}
