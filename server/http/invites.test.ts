import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#contract/op.ts';
import { openParams } from '../notices/test-mail-server.ts';
import { ada, codeOf, openTestApp, type Browser, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const here = (path: string) => `/api/v1/workspaces/${app.owner.workspaceId}${path}`;

/** Invites as the owner; answers what the link holds. */
async function invite(of: { role?: Role; email?: string } = {}): Promise<{ id: string; token: string }> {
  const response = await app.owner.ask('POST', here('/invites'), {
    body: { role: of.role ?? 'publisher', email: of.email ?? null },
  });
  const { invite, link } = (await response.json()) as { invite: { id: string }; link: string };
  return { id: invite.id, token: new URL(link).hash.slice(1) };
}

const signUp = (token: string, email: string | null = null, from?: Browser) =>
  (from ?? app.browser()).ask('POST', '/api/v1/invite-sign-ups', {
    body: { token, name: '山田花子', email, password: ada.password },
  });
const accept = (as: Browser, token: string) =>
  as.ask('POST', '/api/v1/invite-acceptances', { body: { token } });

test('an invite signs a person up and in, with its role, and the database never holds its secret', async () => {
  const { token } = await invite({ role: 'contributor' });
  const theirs = app.browser();

  const response = await signUp(token, 'Hanako@Example.com', theirs);

  expect(await response.json()).toMatchObject({
    workspace: { id: app.owner.workspaceId, role: 'contributor' },
  });
  expect(await (await theirs.ask('GET', '/api/v1/session')).json()).toMatchObject({
    user: { name: '山田花子', email: 'hanako@example.com' },
  });
  const rows = await app.house.ctx.db.selectFrom('invites').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('an invite adds the workspace to a person who is signed in, and is used up by that', async () => {
  const person = await app.stranger();
  const { token } = await invite({ role: 'viewer' });

  expect((await accept(person, token)).status).toBe(201);
  expect((await person.ask('GET', here('/posts'))).status).toBe(200);
  expect(await codeOf(await accept(await app.stranger(), token))).toBe('invite_not_valid');
});

test('of two people who accept one invite at once one joins', async () => {
  const [one, other] = [await app.stranger(), await app.stranger()];
  const { token } = await invite();

  const answers = await Promise.all([accept(one, token), accept(other, token)]);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 410]);
});

test('a replayed, a revoked, an old, a made-up invite and one of a removed admin get one and the same answer', async () => {
  const replayed = await invite();
  await signUp(replayed.token, 'replayed@example.com');
  const revoked = await invite();
  await app.owner.ask('DELETE', here(`/invites/${revoked.id}`));
  const old = await invite();
  await app.house.ctx.db
    .updateTable('invites')
    .set({ expires_at: app.house.ctx.clock.now() })
    .where('id', '=', old.id)
    .execute();
  const orphan = await inviteOfARemovedAdmin();

  const answers = await Promise.all(
    [replayed.token, revoked.token, old.token, 'x'.repeat(43), orphan].map(async (token) => {
      const [looked, signedUp] = [
        await app.browser().ask('POST', '/api/v1/invite-lookups', { body: { token } }),
        await signUp(token, 'late@example.com'),
      ];
      return [looked.status, await looked.json(), signedUp.status, await codeOf(signedUp)];
    }),
  );
  expect(
    new Set(answers.map((answer) => JSON.stringify(answer).replaceAll(/"requestId":"[^"]*"/g, ''))).size,
  ).toBe(1);
  expect(answers[0]?.slice(2)).toEqual([410, 'invite_not_valid']);
});

test('an invite that is bound to an address refuses whoever is signed in with another, with a sentence, and stays good', async () => {
  const person = await app.stranger();
  const { token } = await invite({ email: 'Only@Example.com' });

  const refused = await accept(person, token);
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'invite_for_other_email']);

  await signUp(token, 'somebody.else@example.com');
  const { email } = await app.house.ctx.db
    .selectFrom('users')
    .innerJoin('invites', 'invites.accepted_by', 'users.id')
    .select('users.email')
    .where('invites.email', '=', 'only@example.com')
    .executeTakeFirstOrThrow();
  expect(email).toBe('only@example.com');
});

test('an address that has an account is told to sign in, and the invite is not used up', async () => {
  const { token } = await invite();

  expect(await codeOf(await signUp(token, ada.email))).toBe('email_taken');
  expect((await signUp(token, 'fresh@example.com')).status).toBe(201);
});

test('a member who opens an invite uses nothing up', async () => {
  const { token } = await invite({ role: 'viewer' });

  expect(await codeOf(await accept(app.owner, token))).toBe('already_member');
  expect((await accept(await app.stranger(), token)).status).toBe(201);
});

test('an admin cannot invite an owner', async () => {
  const admin = await joined('admin');

  const response = await admin.ask('POST', here('/invites'), { body: { role: 'owner' } });
  expect([response.status, await codeOf(response)]).toEqual([403, 'not_allowed']);
});

test('whoever is removed is out with their next request, everywhere they are signed in', async () => {
  const member = await joined('publisher');
  await app.owner.ask('DELETE', here(`/members/${member.userId}`));

  for (const path of [here('/posts'), '/api/v1/sessions']) {
    const refused = await member.ask('GET', path);
    expect([refused.status, await codeOf(refused)]).toEqual([401, 'not_signed_in']);
  }
});

test('whoever leaves by themselves stays signed in, without the workspace', async () => {
  const member = await joined('publisher');
  await member.ask('DELETE', here('/membership'));

  const refused = await member.ask('GET', here('/posts'));
  expect([refused.status, await codeOf(refused)]).toEqual([404, 'not_found']);
  expect((await member.ask('GET', '/api/v1/sessions')).status).toBe(200);
});

test('a role that was lowered while a page was open refuses the next action and does nothing', async () => {
  const member = await joined('publisher');
  const role = { role: 'viewer' };
  await app.owner.ask('PUT', here(`/members/${member.userId}/role`), { body: role });

  const refused = await member.ask('PUT', here('/snippets'), {
    body: { name: 'x', kind: 'caption', text: 'x' },
  });
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'not_allowed']);
});

test('without a mail server an invite is a link that is shown; with one it goes to the address alone, in the same transaction', async () => {
  const body = { role: 'viewer', email: 'mailed@example.com' };
  const ask = async () => {
    const response = await app.owner.ask('POST', here('/invites'), { body });
    return (await response.json()) as { link: string | null };
  };
  expect((await ask()).link).toContain('/join#');

  const { ctx } = app.house;
  Object.assign(ctx.config, { mail: { from: 'tintype@example.com' } });
  const { link } = await ask();
  Object.assign(ctx.config, { mail: undefined });

  const mail = await ctx.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
  expect([link, mail.to_address, mail.kind]).toEqual([null, 'mailed@example.com', 'invite']);
  expect(await openParams<'invite'>(ctx, mail.sealed_params ?? '')).toMatchObject({
    link: expect.stringContaining('/join#') as string,
    role: 'viewer',
  });
});

test('invites are mailed three times a day to one address and fifty times an hour by one person, and no more', async () => {
  const { ctx } = app.house;
  const send = async (email: string) => {
    const response = await app.owner.ask('POST', here('/invites'), { body: { role: 'viewer', email } });
    return response.ok ? 'sent' : codeOf(response);
  };
  const outcomes: string[] = [];
  Object.assign(ctx.config, { mail: { from: 'tintype@example.com' } });
  for (const email of ['one@example.com', 'One@example.com', 'one@example.com', 'one@example.com'])
    outcomes.push(await send(email));
  const before = await ctx.db.selectFrom('mails').select('id').execute();
  for (let n = 0; n < 50; n++) await send(`person-${n}@example.com`);
  outcomes.push(await send('last@example.com'));
  Object.assign(ctx.config, { mail: undefined });

  expect(outcomes).toEqual(['sent', 'sent', 'sent', 'too_many_mails', 'too_many_mails']);
  const after = await ctx.db.selectFrom('mails').select('id').execute();
  expect(after.length - before.length).toBeLessThan(50);
  expect(await send('one@example.com')).toBe('sent');
});

async function joined(role: Role) {
  const person = await app.stranger();
  await accept(person, (await invite({ role })).token);
  return person;
}

async function inviteOfARemovedAdmin(): Promise<string> {
  const admin = await joined('admin');
  const response = await admin.ask('POST', here('/invites'), { body: { role: 'admin' } });
  const { link } = (await response.json()) as { link: string };
  await app.owner.ask('DELETE', here(`/members/${admin.userId}`));
  return new URL(link).hash.slice(1);
}
