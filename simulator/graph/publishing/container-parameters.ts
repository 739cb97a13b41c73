import type { ContainerKind } from '../../world/media.ts';
import { missingPermission } from '../errors.ts';
import type { AccountCall } from '../graph-call.ts';
import { onlyForFacebookLogin, parameterNotAllowed, publishingError } from './media-errors.ts';
import { type Params, readBoolean } from '../request/read-request.ts';

type Treatment = 'take' | 'ignore' | 'refuse';

const kinds = [
  'image',
  'image_child',
  'reel',
  'video_child',
  'image_story',
  'video_story',
  'carousel',
] as const satisfies readonly ContainerKind[];

/** How Meta calls each kind when it refuses a parameter; the child's is seen, the others are inferred. */
const words: Record<ContainerKind, string> = {
  image: 'image',
  image_child: 'carousel child',
  reel: 'reels',
  video_child: 'carousel child',
  image_story: 'stories',
  video_story: 'stories',
  carousel: 'carousel',
};

/** t: taken, -: passed over, x: refused. Columns in the order of `kinds`. Source: Meta, IG User Media (2026-09-11), and its guide. */
const table = {
  // image, image child, reel, video child, image story, video story, carousel
  caption: 't x t x - - t',
  alt_text: 't t x x x x x',
  location_id: 't x t x - - t',
  user_tags: 't t t t t t -',
  collaborators: 't x t x x x t',
  product_tags: 't t t t x x x',
  cover_url: '- - t - - - -',
  thumb_offset: '- - t t - t -',
  audio_name: '- - t - - - -',
  audio_configuration: '- - t - - - -',
  share_to_feed: '- - t - - - t',
  trial_params: 'x x t x x x x',
  branded_content_sponsor_ids: 't x t x x x t',
  is_paid_partnership: 't x t x x x t',
  is_ai_generated: 't x t x x x t',
} as const;

export type ParameterName = keyof typeof table;

const switches = new Set<ParameterName>(['share_to_feed', 'is_paid_partnership', 'is_ai_generated']);

/** Documented for Facebook Login alone, with the permission that they need there. */
const facebookOnly: Partial<
  Record<ParameterName, 'instagram_shopping_tag_products' | 'instagram_branded_content_creator' | 'none'>
> = {
  product_tags: 'instagram_shopping_tag_products',
  audio_configuration: 'none',
  branded_content_sponsor_ids: 'instagram_branded_content_creator',
  is_paid_partnership: 'instagram_branded_content_creator',
};

/**
 * The parameters that count for a kind: what does not belong to it is left out, or refused when Meta refuses it. A switch that is
 * off and an empty list count as not given.
 */
export function takeParameters(call: AccountCall, kind: ContainerKind): Params {
  const taken = new Map<string, string>();
  for (const name of Object.keys(table) as ParameterName[]) {
    if (!isGiven(call.params, name)) continue;
    const treatment = treatmentOf(name, kind);
    if (treatment === 'refuse') throw publishingError(parameterNotAllowed(name, words[kind]));
    if (treatment === 'take' && isOpen(call, name)) taken.set(name, call.params.get(name) ?? '');
  }
  return taken;
}

function treatmentOf(name: ParameterName, kind: ContainerKind): Treatment {
  const mark = table[name].split(' ')[kinds.indexOf(kind)];
  return mark === 't' ? 'take' : mark === 'x' ? 'refuse' : 'ignore';
}

/** `share_to_feed=false` says something; the other switches say nothing when they are off. */
function isGiven(params: Params, name: ParameterName): boolean {
  const text = params.get(name)?.trim() ?? '';
  if (['', '[]', '{}', 'null'].includes(text)) return false;
  return name === 'share_to_feed' || !switches.has(name) || readBoolean(params, name, false);
}

function isOpen(call: AccountCall, name: ParameterName): boolean {
  const permission = facebookOnly[name];
  if (permission === undefined) return true;
  if (call.family === 'instagram') {
    if (call.app.flags.facebookParameters === 'ignore') return false;
    throw publishingError(onlyForFacebookLogin(name));
  }
  const { bearer } = call;
  if (permission === 'none' || bearer.kind !== 'facebook') return true;
  if (!bearer.scopes.includes(permission)) throw missingPermission();
  return true;
}
