import { expect } from 'vitest';
import type { FidelityCase, RowCases, SectionCases } from './fidelity-case.ts';
import type { Scene } from './scene.ts';

const list = (path: string, more: Partial<FidelityCase> = {}): FidelityCase => ({
  says: 'answers a list',
  path,
  status: 200,
  json: { data: expect.any(Array) },
  ...more,
});
const foreign = (edge: string, form?: Record<string, string>): FidelityCase => ({
  says: 'of what the token does not reach',
  path: `/{other}/${edge}`,
  ...(form && { form }),
  status: 400,
  json: { code: 100 },
});

/** A container that waits for its bytes, where Meta's door allows it. */
async function awaitUpload(scene: Scene): Promise<void> {
  const { simulator, tokens } = scene;
  const response = await simulator.fetch(
    'http://simulator.test/graph.facebook.com/v25.0/17841400000000101/media',
    {
      method: 'POST',
      body: new URLSearchParams({ media_type: 'REELS', upload_type: 'resumable', access_token: tokens.user }),
    },
  );
  const { id } = (await response.json()) as { id: string };
  const container = simulator.world.containers.get(id);
  if (container === undefined) throw new Error('There is no container to upload to.');
  // The case's path is written before the id is known.
  simulator.world.containers.put({ ...container, id: '17999999999999999' });
}
const upload = (path: string): RowCases => ({
  answers: [{ says: 'takes the bytes', path: `${path}/17999999999999999`, given: awaitUpload, headers: { offset: '0', file_size: '3' }, form: { a: 'b' }, status: 200 }],
  refusals: [
    { says: 'a container that is not there', path: `${path}/1`, form: {}, status: 400, json: { debug_info: expect.anything() } },
    { says: 'a token of nobody', path: `${path}/17999999999999999`, given: awaitUpload, token: 'none', form: {}, status: 400, json: { debug_info: expect.anything() } },
  ],
}); // prettier-ignore

export const publishing: SectionCases = {
  'POST graph.*/:node/media': {
    answers: [
      { says: 'a photo', path: '/{account}/media', form: { image_url: '{imageUrl}', caption: 'Hi' }, status: 200, json: { id: expect.stringMatching(/^\d{17}$/) } },
      { says: 'an item of a carousel', path: '/{account}/media', form: { image_url: '{imageUrl}', is_carousel_item: 'true' }, status: 200 },
      { says: 'a story', path: '/{account}/media', form: { image_url: '{imageUrl}', media_type: 'STORIES' }, status: 200 },
    ],
    refusals: [
      { says: 'no picture', path: '/{account}/media', form: {}, status: 400, json: { code: 100 } },
      { says: 'a picture that cannot be fetched', path: '/{account}/media', form: { image_url: 'https://cdn.example.com/lost' }, status: 400, json: { code: 9004, error_subcode: 2207052 } },
      { says: 'a caption that is too long', path: '/{account}/media', form: { image_url: '{imageUrl}', caption: 'x'.repeat(2201) }, status: 400, json: { code: 36004 } },
      foreign('media', { image_url: '{imageUrl}' }),
    ],
  },
  'POST graph.*/:node/media_publish': {
    answers: [{ says: 'a finished container', path: '/{account}/media_publish', form: { creation_id: '{container}' }, status: 200, json: { id: expect.stringMatching(/^\d{17}$/) } }],
    refusals: [
      { says: 'no container named', path: '/{account}/media_publish', form: {}, status: 400, json: { code: 100 } },
      { says: 'a container that is not there', path: '/{account}/media_publish', form: { creation_id: '1' }, status: 400, json: { code: 24, error_subcode: 2207008 } },
      foreign('media_publish', { creation_id: '{container}' }),
    ],
  },
  'POST rupload.facebook.com/ig-api-upload/:version/:container': upload('/ig-api-upload/v25.0'),
  'POST rupload.facebook.com/ig-api-upload/:container': upload('/ig-api-upload'),
  'GET graph.*/:node/content_publishing_limit': {
    answers: [list('/{account}/content_publishing_limit?fields=quota_usage,config', { json: { data: [{ quota_usage: 0, config: { quota_total: 100, quota_duration: 86_400 } }] } })],
    refusals: [foreign('content_publishing_limit')],
  },
  'GET graph.*/:node/media': {
    answers: [list('/{account}/media?limit=1')],
    refusals: [foreign('media'), { says: 'a cursor that is none', path: '/{account}/media?after=x', status: 400, json: { code: 100 } }],
  },
  'GET graph.*/:node/stories': { answers: [list('/{account}/stories')], refusals: [foreign('stories')] },
  'GET graph.*/:node/children': {
    answers: [list('/{carousel}/children?fields=media_type', { json: { data: [{ media_type: 'IMAGE' }, { media_type: 'IMAGE' }] } })],
    refusals: [foreign('children')],
  },
}; // prettier-ignore
