import { expect, test } from 'vitest';
import { aMovie } from '../../upload/test-movie.ts';
import { aVideoHost, setStage, type Stage } from './media-stage.ts';

const ask = (stage: Stage, params: Record<string, string>) =>
  stage.onFacebook('GET', '/ig_audio', { user_id: stage.account.id, ...params });

test('replacing music is closed to an app: 403 with 10/9053', async () => {
  const { status, body } = await ask(await setStage(), { purpose: 'replacement' });

  expect([status, body.error.code, body.error.error_subcode]).toEqual([403, 10, 9053]);
});

test('without ads_management it is 403 with code 200', async () => {
  const stage = await setStage();
  stage.facebookToken();
  const { facebookGrants } = stage.simulator.world;
  for (const grant of facebookGrants.list()) {
    facebookGrants.put({ ...grant, granted: grant.granted.filter((scope) => scope !== 'ads_management') });
  }

  const { status, body } = await ask(stage, { purpose: 'replacement' });

  expect([status, body.error.code]).toEqual([403, 200]);
});

test.each([
  [9052, { purpose: 'fun' }],
  [9050, { owner_id: '5' }],
  [9056, {}],
  [9057, { mode: 'loud' }],
  [9058, { mode: 'search' }],
  [9060, { mode: 'recommended', search_query: 'x' }],
  [9063, { mode: 'recommended', ad_code: '1', media_id: '2' }],
  [9064, { mode: 'recommended', ad_code: '1' }],
  [9054, { mode: 'recommended' }],
])('by flag it is open, and refused with 100/%i for %j', async (subcode, params) => {
  const stage = await setStage();
  stage.setFlags({ audioReplacement: 'open' });

  const { body } = await ask(stage, { purpose: 'replacement', ...params });

  expect(body.error).toMatchObject({ code: 100, error_subcode: subcode });
});

test('a photo is no reel, and a reel without licensed music has nothing to replace', async () => {
  const stage = await setStage();
  stage.setFlags({ audioReplacement: 'open' });
  const address = 'https://cdn.example.com/clip.mp4';
  stage.web.set(address, aVideoHost(aMovie()));
  const container = await stage.createContainer({ media_type: 'REELS', video_url: address });
  const reel = await stage.call('POST', '/me/media_publish', { creation_id: container });
  const of = async (mediaId: string) =>
    (await ask(stage, { purpose: 'replacement', mode: 'recommended', media_id: mediaId })).body.error
      .error_subcode;

  expect([await of(await stage.publish('photo')), await of(reel.body.id)]).toEqual([9062, 9055]);
});
