import type { ContainerKind, MediaWish } from '../../world/media.ts';
import type { Account } from '../../world/entities.ts';
import { readProductTags } from './container-product-tags.ts';
import type { AccountCall } from '../graph-call.ts';
import { refuseCaption } from './media-caption.ts';
import * as refuse from './media-errors.ts';
import { thumbOffsetOutside } from './media-file-errors.ts';
import { readUserTags, type TagPlaces } from './media-user-tags.ts';
import { parseLoosely, readTexts } from '../request/read-list.ts';
import { type Params, readBoolean } from '../request/read-request.ts';

const MAX_ALT_TEXT = 1000;
const MAX_SPONSORS = 2;

/**
 * Reads what a client wants of a media from the parameters that count for its kind. Refuses in Meta's order: caption, tags and
 * collaborators, place, products, sponsors, the rest.
 */
export function readWish(
  call: AccountCall,
  kind: ContainerKind,
  params: Params,
): MediaWish & { coverUrl?: string } {
  const wish = {
    caption: readCaption(params),
    altText: readAltText(params),
    userTags: readTags(call, kind, params),
    collaborators: readCollaborators(call, params),
    locationId: readLocation(call, params),
    productTags: readProductTags(call, kind, params),
    ...readPartnership(call, params),
    trial: readTrial(call, params),
    coverUrl: params.get('cover_url'),
    thumbOffsetMs: readThumbOffset(params),
    audioName: params.get('audio_name'),
    audio: readAudio(params),
    isSharedToFeed: params.has('share_to_feed') ? readBoolean(params, 'share_to_feed', true) : undefined,
    isAiGenerated: params.has('is_ai_generated') || undefined,
  };
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

function readCaption(params: Params): string | undefined {
  const caption = params.get('caption');
  const refusal = refuseCaption(caption ?? '');
  if (refusal !== undefined) throw refuse.publishingError(refusal);
  return caption;
}

function readAltText(params: Params): string | undefined {
  const altText = params.get('alt_text');
  if (altText !== undefined && Array.from(altText).length > MAX_ALT_TEXT) {
    throw invalid('alt_text', `must be at most ${MAX_ALT_TEXT} characters long.`);
  }
  return altText;
}

function readTags({ world, app }: AccountCall, kind: ContainerKind, params: Params) {
  if (!params.has('user_tags')) return undefined;
  if (kind === 'video_child' && app.flags.carouselVideoTags === 'refuse') {
    throw refuse.publishingError(refuse.parameterNotAllowed('user_tags', 'carousel child'));
  }
  const read = readUserTags(
    params,
    placesOf(kind),
    (username) => findTaggable(world, username) !== undefined,
  );
  if ('refusal' in read) throw refuse.publishingError(read.refusal);
  return read.tags.length === 0 ? undefined : read.tags;
}

/** On a photo a tag needs its place, on a video it has none, and in a story it may have one. */
function placesOf(kind: ContainerKind): TagPlaces {
  if (kind === 'image' || kind === 'image_child') return 'required';
  return kind === 'reel' || kind === 'video_child' ? 'none' : 'optional';
}

/** Only public accounts can be tagged or asked to collaborate. */
function findTaggable(world: AccountCall['world'], username: string): Account | undefined {
  return world.accounts.by('username', username.toLowerCase()).find(({ isPrivate }) => isPrivate !== true);
}

function readCollaborators({ world, app }: AccountCall, params: Params): string[] | undefined {
  if (!params.has('collaborators')) return undefined;
  const names = readTexts(params, 'collaborators');
  if (names === undefined) throw invalid('collaborators', 'must be an array of usernames.');
  const most = app.flags.mostCollaborators;
  if (names.length > most) throw invalid('collaborators', `must have at most ${most} entries.`);
  // A leading @ is part of the name to Meta, and nobody is called that (seen).
  const accounts = names.map((name) => findTaggable(world, name));
  if (accounts.includes(undefined)) throw refuse.publishingError(refuse.userNotTaggable());
  return [...new Set(accounts.flatMap((account) => account?.username ?? []))];
}

function readLocation({ world }: AccountCall, params: Params): string | undefined {
  const id = params.get('location_id')?.trim();
  if (id === undefined) return undefined;
  if (world.pages.get(id)?.location === undefined) {
    throw refuse.publishingError(refuse.codedException('INVALID_LOCATION_ID'));
  }
  return id;
}

function readPartnership(
  { world, account }: AccountCall,
  params: Params,
): Pick<MediaWish, 'sponsorIds' | 'isPaidPartnership'> {
  const isLabelled = params.has('is_paid_partnership') || params.has('branded_content_sponsor_ids');
  if (!isLabelled) return {};
  if (account.mayLabelPartnerships === false)
    throw refuse.publishingError(refuse.codedException('PERMISSION'));
  const sponsorIds = params.has('branded_content_sponsor_ids')
    ? readTexts(params, 'branded_content_sponsor_ids')
    : [];
  const areTaggable = sponsorIds?.every((id) => {
    const sponsor = world.accounts.get(id);
    return sponsor !== undefined && sponsor.type !== 'PERSONAL' && sponsor.id !== account.id;
  });
  if (sponsorIds === undefined || areTaggable !== true || sponsorIds.length > MAX_SPONSORS) {
    throw refuse.publishingError(refuse.codedException('INVALID_PARAM'));
  }
  return { isPaidPartnership: true, ...(sponsorIds.length > 0 && { sponsorIds }) };
}

function readTrial({ account }: AccountCall, params: Params): MediaWish['trial'] {
  const text = params.get('trial_params');
  if (text === undefined) return undefined;
  const strategy = readMembers(text)?.['graduation_strategy'];
  if (strategy !== 'MANUAL' && strategy !== 'SS_PERFORMANCE') {
    throw invalid('trial_params', 'needs graduation_strategy, one of {MANUAL, SS_PERFORMANCE}.');
  }
  if (account.hasTrialReels === false) throw refuse.publishingError(refuse.trialReelsUnavailable());
  return strategy;
}

/** Below zero it is refused at once; past the end of the video, when the video has been seen. */
function readThumbOffset(params: Params): number | undefined {
  const text = params.get('thumb_offset')?.trim();
  if (text === undefined) return undefined;
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) throw invalid('thumb_offset', 'must be an integer.');
  const ms = Math.trunc(Number(text));
  if (ms < 0) throw refuse.publishingError(thumbOffsetOutside('the duration of the video'));
  return ms;
}

function readAudio(params: Params): MediaWish['audio'] {
  const text = params.get('audio_configuration');
  if (text === undefined) return undefined;
  const members = readMembers(text);
  const audioId = members?.['audio_id'];
  const [audioVolume, videoVolume] = ['audio_volume', 'video_volume'].map((name) =>
    readVolume(members?.[name]),
  );
  const isId = (typeof audioId === 'string' && /^\d{1,30}$/.test(audioId)) || typeof audioId === 'number';
  if (!isId || audioVolume === undefined || videoVolume === undefined) {
    throw invalid('audio_configuration', 'needs audio_id, and volumes between 0 and 100.');
  }
  return { audioId: String(audioId), audioVolume, videoVolume };
}

function readVolume(value: unknown): number | undefined {
  if (value === undefined) return 100;
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const volume = Number(value);
  return volume >= 0 && volume <= 100 ? volume : undefined;
}

function readMembers(text: string): Record<string, unknown> | undefined {
  const read = parseLoosely(text);
  const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
  return isObject ? (read as Record<string, unknown>) : undefined;
}

function invalid(name: string, why: string) {
  return refuse.publishingError(refuse.parameterInvalid(name, why));
}
