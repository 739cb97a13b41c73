import { expect, test } from 'vitest';
import { others, setManagingStage } from '../managing-stage.ts';

test('sounds are trending, are found, and are read by their id', async () => {
  const { onFacebook, accountId: user_id } = setManagingStage();

  const trending = await onFacebook('GET', '/ig_audio', { audio_type: 'music', user_id });
  const found = await onFacebook('GET', '/ig_audio', { audio_type: 'MUSIC', user_id, search_query: 'kiln' });
  const [audio] = found.body.data;
  const alone = await onFacebook('GET', `/${audio.audio_id}`, { fields: 'title,duration_in_ms' });

  expect(trending.body.data.length).toBeGreaterThan(1);
  expect(audio).toMatchObject({ title: 'Kiln Song', audio_type: 'music' });
  expect(alone.body).toEqual({ title: 'Kiln Song', duration_in_ms: 141_000 });
});

test('what nobody has recorded is an empty list', async () => {
  const { onFacebook, accountId: user_id } = setManagingStage();

  const found = await onFacebook('GET', '/ig_audio', { audio_type: 'music', user_id, search_query: 'zzz' });

  expect(found.body).toEqual({ data: [] });
});

test('the kind of sound and the account are required', async () => {
  const { onFacebook, onInstagram, accountId: user_id } = setManagingStage();
  const ask = async (params: Record<string, string>) =>
    (await onFacebook('GET', '/ig_audio', params)).body.error;

  expect((await ask({ user_id })).message).toBe('The parameter audio_type is required.');
  expect((await ask({ user_id, audio_type: 'noise' })).code).toBe(100);
  expect((await ask({ audio_type: 'music' })).message).toBe('The parameter user_id is required.');
  expect(await ask({ audio_type: 'music', user_id: others.bakery })).toMatchObject({ error_subcode: 33 });
  expect((await onInstagram('GET', '/ig_audio', { audio_type: 'music', user_id })).status).toBe(400);
});
