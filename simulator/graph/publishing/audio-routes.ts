import type { Route } from '../../route.ts';
import { refuseReplacement } from './audio-replacement.ts';
import { graphError, missingObject, requiredParameter } from '../errors.ts';
import type { NodeType } from '../fields/node-type.ts';
import { nodeKind } from '../fields/node-kind.ts';
import { parseFields } from '../fields/parse-fields.ts';
import { readEdge } from '../fields/read-edge.ts';
import { findAccount, type GraphCall, graphRoute, requireScope } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';

type Audio = { id: string; title: string; artist: string; seconds: number; kind: 'music' | 'original_sound' };

/** The sounds of this world: there is no more to it than a name and a length. */
const library: readonly Audio[] = [
  ['Slow Tide', 'Salt & Sedge', 184, 'music'],
  ['Kiln Song', 'Ash Glaze', 141, 'music'],
  ['Early Bread', 'The Ryes', 203, 'music'],
  ['Wheel Noise', 'linden.ceramics', 24, 'original_sound'],
  ['Shingle', 'saltmarsh.walks', 31, 'original_sound'],
].map(
  ([title, artist, seconds, kind], index) =>
    ({ id: `1790000000000${index}731`, title, artist, seconds, kind }) as Audio,
);

const audioType: NodeType<Audio> = {
  name: 'IGAudio',
  idOf: () => undefined,
  defaults: ['audio_id', 'title', 'display_artist', 'duration_in_ms', 'audio_type', 'is_ads_eligible'],
  fields: {
    audio_id: ({ id }) => id,
    title: ({ title }) => title,
    display_artist: ({ artist }) => artist,
    duration_in_ms: ({ seconds }) => seconds * 1000,
    audio_type: ({ kind }) => kind,
    is_ads_eligible: ({ kind }) => kind === 'music',
    ig_username: ({ artist, kind }) => (kind === 'original_sound' ? artist : undefined),
    // There is nothing to hear or to see.
    download_url: () => undefined,
    cover_artwork_thumbnail_uri: () => undefined,
    profile_picture_url: () => undefined,
    on_platform_audio_preview_link: () => undefined,
  },
};

/** `GET /ig_audio?audio_type=&user_id=[&search_query=]`: what is trending, or what a query finds. Facebook Login alone. */
export const audioRoutes: Route[] = [
  graphRoute('facebook', 'GET', '/ig_audio', (call) => {
    requireScope(call, 'basic');
    refuseReplacement(call);
    const [kind, query] = ['audio_type', 'search_query'].map(
      (name) => call.params.get(name)?.trim().toLowerCase() ?? '',
    );
    if (kind === '') throw requiredParameter('audio_type');
    if (kind !== 'music' && kind !== 'original_sound') throw typeUnknown();
    requireUser(call);
    const found = library.filter(
      (audio) => audio.kind === kind && `${audio.title} ${audio.artist}`.toLowerCase().includes(query ?? ''),
    );
    const fields = parseFields(call.params.get('fields'));
    const ask = { call, modifiers: call.params, fields, address: 'ig_audio', spent: { nodes: 0 } };
    return graphJson(readEdge(audioType, found, ask));
  }),
];

/** `GET /{audio-id}`. */
export const audioKind = nodeKind(audioType, ({ family }, id) =>
  family === 'facebook' ? library.find((audio) => audio.id === id) : undefined,
);

function requireUser(call: GraphCall): void {
  const id = call.params.get('user_id')?.trim() ?? '';
  if (id === '') throw requiredParameter('user_id');
  if (findAccount(call, id) === undefined) throw missingObject(call.method, id);
}

function typeUnknown() {
  return graphError({
    message: '(#100) Param audio_type must be one of {MUSIC, ORIGINAL_SOUND}',
    type: 'IGApiException',
    code: 100,
  });
}
