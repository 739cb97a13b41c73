import { graphError } from '../errors.ts';
import { findAccount, type GraphCall, reaches } from '../graph-call.ts';

/**
 * Finding music to put in the place of licensed music, `GET /ig_audio?purpose=…`: Meta opens it to few apps. Of its refusals the codes
 * are documented; sentences, and the names `purpose`, `mode`, `media_id`, `ad_code` and `owner_id`, are inferred. Does nothing for a call without
 * `purpose`; with it, it always refuses, because nothing that could be replaced with is simulated.
 */
export function refuseReplacement(call: GraphCall): void {
  const { params, bearer, app } = call;
  const purpose = params.get('purpose')?.trim() ?? '';
  if (purpose === '') return;
  if (bearer.kind === 'facebook' && !bearer.scopes.includes('ads_management')) throw adsMissing();
  if (app.flags.audioReplacement === 'gated')
    throw refusal(9053, 'This feature is not available to your app.', 10);
  const found = rules.find(({ isBroken }) => isBroken(call));
  throw found === undefined
    ? refusal(9055, 'The media does not contain copyrighted music.')
    : refusal(found.subcode, found.message);
}

type Rule = { subcode: number; message: string; isBroken: (call: GraphCall) => boolean };

const rules: Rule[] = [
  {
    subcode: 9052,
    message: 'The purpose is not supported.',
    isBroken: (call) => read(call, 'purpose') !== 'replacement',
  },
  {
    subcode: 9050,
    message: 'Only one of user_id and owner_id may be given.',
    isBroken: (call) => read(call, 'user_id') !== '' && read(call, 'owner_id') !== '',
  },
  { subcode: 9056, message: 'The mode is required.', isBroken: (call) => read(call, 'mode') === '' },
  {
    subcode: 9057,
    message: 'The mode must be one of {search, recommended}.',
    isBroken: (call) => !['search', 'recommended'].includes(read(call, 'mode')),
  },
  {
    subcode: 9058,
    message: 'The search_query is required in this mode.',
    isBroken: (call) => read(call, 'mode') === 'search' && read(call, 'search_query') === '',
  },
  {
    subcode: 9060,
    message: 'The search_query is not allowed in this mode.',
    isBroken: (call) => read(call, 'mode') === 'recommended' && read(call, 'search_query') !== '',
  },
  {
    subcode: 9063,
    message: 'The ad code is not allowed together with a media of your own.',
    isBroken: (call) => read(call, 'ad_code') !== '' && read(call, 'media_id') !== '',
  },
  { subcode: 9064, message: 'The ad code is not valid.', isBroken: (call) => read(call, 'ad_code') !== '' },
  {
    subcode: 9054,
    message: 'The media id is required.',
    isBroken: (call) => findMedia(call) === undefined,
  },
  {
    subcode: 9062,
    message: 'The media is not a reel.',
    isBroken: (call) => findMedia(call)?.mediaProductType !== 'REELS',
  },
];

function read({ params }: GraphCall, name: string): string {
  return params.get(name)?.trim().toLowerCase() ?? '';
}

function findMedia(call: GraphCall) {
  const media = call.world.media.get(read(call, 'media_id'));
  const isOwn = media !== undefined && reaches(call, media.accountId) && findAccount(call, media.accountId);
  return isOwn ? media : undefined;
}

function refusal(subcode: number, message: string, code = 100) {
  return graphError({ message, code, subcode, isTransient: false, ...(code === 10 && { status: 403 }) });
}

function adsMissing() {
  const message = '(#200) The calling app is missing the ads_management permission';
  return graphError({ message, code: 200, status: 403 });
}
