import { expect, test } from 'vitest';
import { aFacebook, appToken, pages } from '../../test-facebook.ts';
import { accounts, readError } from '../../fixture.ts';

type Permissions = { data: { permission: string; status: string }[] };

test('/me/permissions tells what was granted and what was declined', async () => {
  const { logIn, read } = aFacebook();
  const { data } = await read<Permissions>('/me/permissions', await logIn({ without: ['instagram_basic'] }));
  expect(data[0]).toEqual({ permission: 'public_profile', status: 'granted' });
  expect(data).toContainEqual({ permission: 'pages_show_list', status: 'granted' });
  expect(data).toContainEqual({ permission: 'instagram_basic', status: 'declined' });
});

test('DELETE of one permission declines it and leaves the rest', async () => {
  const { logIn, read, ask } = aFacebook();
  const token = await logIn();
  const answer = await ask('/me/permissions/instagram_content_publish', token, { method: 'DELETE' });
  expect(await answer.json()).toEqual({ success: true });
  const { data } = await read<Permissions>('/me/permissions', token);
  expect(data).toContainEqual({ permission: 'instagram_content_publish', status: 'declined' });
  const publish = await ask(`/${accounts.business}/media?image_url=x`, token, { method: 'POST' });
  expect(await readError(publish)).toMatchObject({ code: 10 });
});

test.each(['public_profile', 'no_such_thing', '__proto__'])('DELETE of %s is refused', async (permission) => {
  const { logIn, ask } = aFacebook();
  const answer = await ask(`/me/permissions/${permission}`, await logIn(), { method: 'DELETE' });
  expect(await readError(answer)).toMatchObject({ code: 100 });
});

test('DELETE of the whole is the removal of the app: every token of the pair is dead with 190/458', async () => {
  const { logIn, ask, pageToken, read } = aFacebook();
  const user = await logIn();
  const other = await logIn();
  const page = await pageToken(user, pages.linden);
  const ilse = await logIn({ person: 'ilse' });
  expect(await (await ask('/me/permissions', user, { method: 'DELETE' })).json()).toEqual({ success: true });
  for (const token of [user, other, page]) {
    expect(await readError(await ask('/me', token))).toMatchObject({ code: 190, error_subcode: 458 });
  }
  expect(await read('/me', ilse)).toMatchObject({ name: 'Ilse Harbour' });
});

test("the app's own token removes by the app-scoped id", async () => {
  const { logIn, ask, read } = aFacebook();
  const user = await logIn();
  const { id } = await read<{ id: string }>('/me', user);
  expect((await read<Permissions>(`/${id}/permissions`, appToken)).data.length).toBeGreaterThan(1);
  expect((await ask(`/${id}/permissions`, appToken, { method: 'DELETE' })).status).toBe(200);
  expect(await readError(await ask('/me', user))).toMatchObject({ error_subcode: 458 });
});

test('nobody takes back what somebody else granted', async () => {
  const { logIn, ask, read, pageToken } = aFacebook();
  const [marta, ilse] = [await logIn(), await logIn({ person: 'ilse' })];
  const { id } = await read<{ id: string }>('/me', marta);
  for (const token of [ilse, await pageToken(marta, pages.linden)]) {
    const answer = await ask(`/${id}/permissions`, token, { method: 'DELETE' });
    expect(await readError(answer)).toMatchObject({ code: 100, error_subcode: 33 });
  }
  expect((await ask('/me', marta)).status).toBe(200);
});

test('who comes back after a removal keeps the id, and the old tokens stay dead', async () => {
  const { logIn, ask, read } = aFacebook();
  const before = await logIn();
  const { id } = await read<{ id: string }>('/me', before);
  await ask('/me/permissions', before, { method: 'DELETE' });
  expect(await read('/me', await logIn())).toMatchObject({ id });
  expect(await readError(await ask('/me', before))).toMatchObject({ error_subcode: 458 });
});
