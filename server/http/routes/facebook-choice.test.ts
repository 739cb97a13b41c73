import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { business, creator } from '../../test-context.ts';
import { walkFacebookDialog } from '../../test-facebook-dialog.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

/** The way back from Facebook with several accounts, as a browser meets it. */

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterEach(async () => {
  for (const table of ['connections', 'choices'] as const) await app.house.ctx.db.deleteFrom(table).execute();
});
afterAll(() => app.close());

const authorizations = () => `/api/v1/workspaces/${app.owner.workspaceId}/authorizations`;

/** Everything that was sent to the browser, headers too. */
async function openChoice() {
  const sent: string[] = [];
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await app.owner.ask(method, path, body === undefined ? {} : { body });
    const text = await response.text();
    sent.push(text, JSON.stringify([...response.headers]));
    return { response, text };
  };
  const started = await ask('POST', authorizations(), { login: 'facebook' });
  const { id, authorizeUrl } = JSON.parse(started.text) as { id: string; authorizeUrl: string };
  const back = new URL(
    await walkFacebookDialog((request) => app.house.simulator.answer(request), authorizeUrl, {
      person: 'marta',
    }),
  );
  const callback = await ask('GET', back.pathname + back.search);
  return { id, ask, sent, callback: callback.response, code: back.searchParams.get('code')! };
}

test('the way back ends at Settings, where the question stands', async () => {
  const { id, ask, callback } = await openChoice();

  const { text } = await ask('GET', `${authorizations()}/${id}`);

  expect([callback.status, callback.headers.get('location')]).toEqual([
    303,
    `/w/${app.owner.slug}/settings/integrations?authorization=${id}`,
  ]);
  expect(JSON.parse(text)).toMatchObject({ outcome: null, finishedAt: null });
  expect((JSON.parse(text) as { choice: { accounts: unknown[] } }).choice.accounts).toHaveLength(2);
});

test('choosing answers how it ended, and no token, code or secret was ever sent to the browser', async () => {
  const { id, ask, sent, code } = await openChoice();
  await ask('GET', `${authorizations()}/${id}`);
  const { response, text } = await ask('PUT', `${authorizations()}/${id}/account`, {
    instagramUserId: creator,
  });
  await ask('GET', `/api/v1/workspaces/${app.owner.workspaceId}/connections`);

  const tokens = app.house.simulator.world.facebookTokens.list().map(({ value }) => value);
  expect([response.status, JSON.parse(text)]).toMatchObject([200, { outcome: 'connected', choice: null }]);
  expect(tokens.length).toBeGreaterThan(2);
  for (const secret of [...tokens, code, app.house.ctx.config.facebookApp!.secret])
    expect(sent.join('\n')).not.toContain(secret);
});

test('a role that was lost while the question stood connects nothing', async () => {
  const { id, ask } = await openChoice();
  const membership = app.house.ctx.db.updateTable('members').where('user_id', '=', app.owner.userId);
  await membership.set({ role: 'publisher' }).execute();

  const { response } = await ask('PUT', `${authorizations()}/${id}/account`, { instagramUserId: business });
  await membership.set({ role: 'owner' }).execute();

  expect(response.status).toBe(403);
  expect(await app.house.ctx.db.selectFrom('connections').select('id').execute()).toEqual([]);
});

test('another admin of the workspace is not asked, and cannot answer', async () => {
  const { id } = await openChoice();
  const other = await app.stranger();
  await app.house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: app.owner.workspaceId,
      user_id: other.userId,
      role: 'admin',
      created_at: app.house.ctx.clock.now(),
    })
    .execute();

  const looked = await other.ask('GET', `${authorizations()}/${id}`);
  const answered = await other.ask('PUT', `${authorizations()}/${id}/account`, {
    body: { instagramUserId: business },
  });

  expect([looked.status, answered.status]).toEqual([404, 404]);
});

test.each([{}, { instagramUserId: 17841 }, { instagramUserId: ['1'] }, { instagramUserId: '9'.repeat(40) }])(
  'a body like %j is refused and leaves the question open',
  async (body) => {
    const { id, ask } = await openChoice();

    const { response } = await ask('PUT', `${authorizations()}/${id}/account`, body);

    expect(response.status).toBe(422);
    expect(await app.house.ctx.db.selectFrom('choices').select('authorization_id').execute()).toHaveLength(1);
  },
);

test('choosing none over HTTP ends the attempt', async () => {
  const { id, ask } = await openChoice();

  const { text } = await ask('DELETE', `${authorizations()}/${id}/account`);

  expect(JSON.parse(text)).toMatchObject({ outcome: 'access_denied', choice: null });
});
