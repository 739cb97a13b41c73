import { expect, test } from 'vitest';
import { type ManagingStage, others, setManagingStage } from '../managing-stage.ts';

/** Media of @harbour.bakery on which @linden.ceramics has been asked to appear. */
function anInvite({ simulator, aMedia, accountId }: ManagingStage): string {
  const media = aMedia({ accountId: others.bakery, caption: 'Rye, on plates by @linden.ceramics' });
  simulator.world.collaborations.put({
    id: `${media.id}:${accountId}`,
    mediaId: media.id,
    accountId,
    username: 'linden.ceramics',
    status: 'Pending',
    createdAt: simulator.world.now(),
  });
  return media.id;
}

test('an invite is listed until it is answered, and accepted media is listed from then', async () => {
  const stage = setManagingStage();
  const mediaId = anInvite(stage);
  const node = `/${stage.accountId}`;

  const invites = await stage.onFacebook('GET', `${node}/collaboration_invites`);
  const answer = await stage.onFacebook('POST', `${node}/collaboration_invites`, {
    media_id: mediaId,
    accept: 'true',
  });

  expect(invites.body.data).toEqual([
    {
      media_id: mediaId,
      media_owner_username: 'harbour.bakery',
      caption: 'Rye, on plates by linden.ceramics',
      media_url: expect.stringContaining('.jpg'),
    },
  ]);
  expect(answer.body).toEqual({ success: true });
  expect((await stage.onFacebook('GET', `${node}/collaboration_invites`)).body).toEqual({ data: [] });
  expect(
    (await stage.onFacebook('GET', `${node}/collaborative_media`, { fields: 'username' })).body.data,
  ).toEqual([{ username: 'harbour.bakery', id: mediaId }]);
  const found = await stage.onFacebook('GET', node, {
    fields: `collaborative_media_search.media_id(${mediaId}){media_type}`,
  });
  expect(found.body.collaborative_media_search).toEqual({ media_type: 'IMAGE', id: mediaId });
});

test('a declined invite leaves nothing to find', async () => {
  const stage = setManagingStage();
  const mediaId = anInvite(stage);
  const node = `/${stage.accountId}`;

  await stage.onFacebook('POST', `${node}/collaboration_invites`, { media_id: mediaId, accept: 'false' });

  expect((await stage.onFacebook('GET', `${node}/collaborative_media`)).body).toEqual({ data: [] });
  const search = await stage.onFacebook('GET', node, {
    fields: `collaborative_media_search.media_id(${mediaId}){id}`,
  });
  expect(search.body.error).toMatchObject({ code: 100, error_subcode: 33 });
});

test('an invite is answered once, with both parameters', async () => {
  const stage = setManagingStage();
  const mediaId = anInvite(stage);
  const answer = async (params: Record<string, string>) =>
    (await stage.onFacebook('POST', `/${stage.accountId}/collaboration_invites`, params)).body;

  expect((await answer({ accept: 'true' })).error.message).toBe('The parameter media_id is required.');
  expect((await answer({ media_id: mediaId })).error.message).toBe('The parameter accept is required.');
  await answer({ media_id: mediaId, accept: 'true' });
  expect((await answer({ media_id: mediaId, accept: 'true' })).error).toMatchObject({
    code: 100,
    error_subcode: 33,
  });
});

test('the owner sees who was asked and what they answered', async () => {
  const { simulator, onFacebook, onInstagram, aMedia } = setManagingStage();
  const media = aMedia();
  const ask = (accountId: string, username: string, status: 'Accepted' | 'Pending' | 'Declined') =>
    simulator.world.collaborations.put({
      id: `${media.id}:${accountId}`,
      mediaId: media.id,
      accountId,
      username,
      status,
      createdAt: 0,
    });
  ask(others.bakery, 'harbour.bakery', 'Accepted');
  ask(others.walks, 'saltmarsh.walks', 'Pending');
  ask('17841400000000303', 'home.and.dog', 'Declined');

  const { body } = await onFacebook('GET', `/${media.id}/collaborators`);

  expect(body).toEqual({
    data: [
      { id: others.bakery, username: 'harbour.bakery', invite_status: 'Accepted' },
      { id: others.walks, username: 'saltmarsh.walks', invite_status: 'Pending' },
    ],
  });
  expect((await onInstagram('GET', `/${media.id}/collaborators`)).status).toBe(400);
});

test('invites are read 300 times a day and no more', async () => {
  const stage = setManagingStage();
  const read = () => stage.onFacebook('GET', `/${stage.accountId}/collaboration_invites`);
  for (let n = 0; n < 300; n += 1) await read();

  expect((await read()).body.error.code).toBe(613);
  stage.advance(24 * 60 * 60);
  expect((await read()).status).toBe(200);
});
