import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverMails } from '../notices/index.ts';
import { startMailServer, type TestMailServer } from '../notices/test-mail-server.ts';
import { ada, codeOf, openTestApp, type Browser, type TestApp } from './test-app.ts';

let app: TestApp;
let post: TestMailServer;
beforeAll(async () => {
  post = await startMailServer();
  app = await openTestApp({ config: { mail: { smtpUrl: post.url, from: 'Tintype <post@example.com>' } } });
});
afterAll(async () => {
  await app.close();
  await post.close();
});

/** Each test has a person of its own, with the password of all. */
let person: Awaited<ReturnType<TestApp['stranger']>>;
let email: string;
beforeEach(async () => {
  for (const table of ['rate_limits', 'mails'] as const) await app.house.ctx.db.deleteFrom(table).execute();
  person = await app.stranger();
  email = `${person.userId}@example.com`;
  post.mails.length = 0;
});

const newPassword = 'another long password';
const signIn = async (body: Record<string, unknown>, browser: Browser = app.browser()) => {
  const response = await browser.ask('POST', '/api/v1/session', { body });
  return response.ok ? 'in' : codeOf(response);
};
const isIn = async (browser: Browser) => (await browser.ask('GET', '/api/v1/sessions')).ok;
const fieldOf = async (response: Response) =>
  ((await response.json()) as { fields?: { path: string }[] }).fields?.[0]?.path;

/** What was mailed by now: to whom, and the secret of the link in it. */
async function mailed() {
  await deliverMails(app.house.ctx);
  return post.mails.map((mail) => {
    const words = mail.replaceAll('=\r\n', '');
    return { to: /^To: (.+)$/m.exec(words)?.[1]?.trim(), token: /#([\w-]{43})/.exec(words)?.[1] };
  });
}
const askForReset = (address: string) =>
  app.browser().ask('POST', '/api/v1/password-resets', { body: { email: address } });
const reset = (token: string | undefined) =>
  app.browser().ask('PUT', '/api/v1/password', { body: { token, password: newPassword } });

test('a changed password is asked for from then on, and every other session ends', async () => {
  const other = app.browser();
  await signIn({ email, password: ada.password }, other);

  const response = await person.ask('PUT', '/api/v1/account/password', {
    body: { current: ada.password, password: newPassword },
  });

  expect(response.status).toBe(200);
  expect([await isIn(person), await isIn(other)]).toEqual([true, false]);
  expect(await signIn({ email, password: ada.password })).toBe('sign_in_failed');
  expect(await signIn({ email, password: newPassword })).toBe('in');
  expect(await mailed()).toEqual([{ to: email, token: undefined }]);
});

test('who sits at a borrowed browser does not change the password without the present one', async () => {
  const response = await person.ask('PUT', '/api/v1/account/password', {
    body: { current: 'not the one', password: newPassword },
  });

  expect([response.status, await fieldOf(response)]).toEqual([422, 'current']);
  expect(await signIn({ email, password: ada.password })).toBe('in');
});

test('guesses at the present password are counted per person', async () => {
  const codes: string[] = [];
  for (let n = 0; n < 11; n++)
    codes.push(
      await codeOf(
        await person.ask('PUT', '/api/v1/account/password', {
          body: { current: `guess ${n}`, password: newPassword },
          from: `2001:db8:${n}::1`,
        }),
      ),
    );

  expect(codes.at(-1)).toBe('too_many_attempts');
});

test('a link by mail sets a new password once, and ends every session', async () => {
  await askForReset(email.toUpperCase());
  const [mail] = await mailed();

  expect(mail?.to).toBe(email);
  expect((await reset(mail?.token)).status).toBe(200);
  expect(await isIn(person)).toBe(false);
  expect(await signIn({ email, password: newPassword })).toBe('in');
  expect(await codeOf(await reset(mail?.token))).toBe('account_link_expired');
});

test('of a link that is used by six at once, one sets the password', async () => {
  await askForReset(email);
  const [mail] = await mailed();

  const answers = await Promise.all(Array.from({ length: 6 }, () => reset(mail?.token)));

  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a link is good for an hour, and a newer one takes its place', async () => {
  await askForReset(email);
  await askForReset(email);
  const [older, newer] = await mailed();

  expect(await codeOf(await reset(older?.token))).toBe('account_link_expired');
  await app.house.advance(3601);
  expect(await codeOf(await reset(newer?.token))).toBe('account_link_expired');
});

test('an address that nobody has gets the same answer, no mail, and leaves nothing', async () => {
  const facts = async (response: Response) => [response.status, await response.text()];
  const people = () => app.house.ctx.db.selectFrom('users').select('id').execute();
  const before = await people();

  const unknown = await facts(await askForReset('nobody@example.com'));

  expect(unknown).toEqual(await facts(await askForReset(email)));
  expect(await mailed()).toMatchObject([{ to: email }]);
  expect(await people()).toHaveLength(before.length);
});

test('asking again and again is stopped alike for an address that somebody has and one that nobody has', async () => {
  const until = async (address: string) => {
    for (let n = 1; ; n++) if (!(await askForReset(address)).ok) return n;
  };

  expect([await until(email), await until('nobody@example.com')]).toEqual([6, 6]);
});

test('no copy of the database holds what is in a link', async () => {
  await askForReset(email);
  const rows = JSON.stringify([
    await app.house.ctx.db.selectFrom('account_links').selectAll().execute(),
    await app.house.ctx.db.selectFrom('mails').selectAll().execute(),
    await app.house.ctx.db.selectFrom('audit_events').selectAll().execute(),
  ]);
  const [mail] = await mailed();

  expect(mail?.token).toMatch(/^[\w-]{43}$/);
  expect(rows).not.toContain(mail?.token);
});

test('a new address counts once its link is opened, and the former one is told', async () => {
  const next = `new.${email}`;
  const asked = await person.ask('PUT', '/api/v1/account/email', {
    body: { email: next, password: ada.password },
  });
  expect(await asked.json()).toEqual({ state: 'link_sent' });
  const [mail] = await mailed();
  expect(mail?.to).toBe(next);
  expect(await signIn({ email: next, password: ada.password })).toBe('sign_in_failed');
  post.mails.length = 0;

  const confirm = () =>
    app.browser().ask('POST', '/api/v1/email-confirmations', { body: { token: mail?.token } });
  expect(await (await confirm()).json()).toEqual({ email: next });

  expect(await signIn({ email: next, password: ada.password })).toBe('in');
  expect(await signIn({ email, password: ada.password })).toBe('sign_in_failed');
  expect(await mailed()).toEqual([{ to: email, token: undefined }]);
  expect(await codeOf(await confirm())).toBe('account_link_expired');
});

test('an address that somebody has is answered like any other, and nothing is sent to it', async () => {
  const response = await person.ask('PUT', '/api/v1/account/email', {
    body: { email: ada.email, password: ada.password },
  });

  expect(await response.json()).toEqual({ state: 'link_sent' });
  expect(await mailed()).toEqual([]);
});

test('a link that confirms an address sets no password', async () => {
  await person.ask('PUT', '/api/v1/account/email', {
    body: { email: `x.${email}`, password: ada.password },
  });
  const [mail] = await mailed();

  expect(await codeOf(await reset(mail?.token))).toBe('account_link_expired');
});

test('a link for a new password that was mailed to a former address is good no longer', async () => {
  await askForReset(email);
  const [resetMail] = await mailed();
  post.mails.length = 0;
  await person.ask('PUT', '/api/v1/account/email', {
    body: { email: `y.${email}`, password: ada.password },
  });
  const [confirmMail] = await mailed();
  await app.browser().ask('POST', '/api/v1/email-confirmations', { body: { token: confirmMail?.token } });

  expect(await codeOf(await reset(resetMail?.token))).toBe('account_link_expired');
});

test('a new name is shown everywhere', async () => {
  await person.ask('PATCH', '/api/v1/account', { body: { name: '  Zoë 写真  ' } });

  expect(await (await person.ask('GET', '/api/v1/session')).json()).toMatchObject({
    user: { name: 'Zoë 写真' },
  });
});

test('without mail an address changes at once, and an address that is taken is told', async () => {
  const { config } = app.house.ctx;
  const { mail } = config;
  config.mail = undefined;
  const change = (to: string) =>
    person.ask('PUT', '/api/v1/account/email', { body: { email: to, password: ada.password } });
  const refused = await fieldOf(await change(ada.email));
  const changed = await (await change(`z.${email}`)).json();
  config.mail = mail;

  expect([refused, changed]).toEqual(['email', { state: 'changed' }]);
  expect(await signIn({ email: `z.${email}`, password: ada.password })).toBe('in');
});

/** Puts the person into the owner's workspace. */
const joinOwner = (role: string) =>
  app.house.ctx.db
    .insertInto('members')
    .values({ workspace_id: app.owner.workspaceId, user_id: person.userId, role, created_at: new Date() })
    .execute();
const leaveOwn = () =>
  app.house.ctx.db.deleteFrom('members').where('workspace_id', '=', person.workspaceId).execute();
/** Somebody else in the owner's workspace, and nowhere else. */
async function anAdmin() {
  const admin = await app.stranger();
  await changeRow(admin.userId, { workspace_id: app.owner.workspaceId, role: 'admin' });
  return admin;
}
const removeRow = (userId: string) =>
  app.house.ctx.db.deleteFrom('members').where('user_id', '=', userId).execute();
const changeRow = (userId: string, to: { role?: string; account_roles?: string; workspace_id?: string }) =>
  app.house.ctx.db.updateTable('members').set(to).where('user_id', '=', userId).execute();
const helpTo = (asker: Browser, userId: string) =>
  asker.ask('POST', `/api/v1/workspaces/${app.owner.workspaceId}/members/${userId}/password-resets`);

test('without mail an owner hands a member a link for a new password', async () => {
  await joinOwner('publisher');
  await leaveOwn();
  const { config } = app.house.ctx;
  const { mail } = config;
  config.mail = undefined;
  const { link } = (await (await helpTo(app.owner, person.userId)).json()) as { link: string };
  config.mail = mail;

  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4999\/reset#[\w-]{43}$/);
  expect((await reset(link.split('#')[1])).status).toBe(200);
  expect(await signIn({ email, password: newPassword })).toBe('in');
});

test.each([
  ['was removed', (admin: string) => removeRow(admin)],
  ['has no higher role any more', (admin: string) => changeRow(admin, { role: 'publisher' })],
  [
    'is narrowed with an account',
    (admin: string) => changeRow(admin, { account_roles: JSON.stringify({ '1784': 'none' }) }),
  ],
  ['does not stand above them any more', () => changeRow(person.userId, { role: 'admin' })],
  ['has no place where they are any more', () => removeRow(person.userId)],
])('a link that was handed over sets no password once whoever made it %s', async (_, happens) => {
  await joinOwner('publisher');
  await leaveOwn();
  const admin = await anAdmin();
  const { config } = app.house.ctx;
  const { mail } = config;
  config.mail = undefined;
  const { link } = (await (await helpTo(admin, person.userId)).json()) as { link: string };
  config.mail = mail;

  await happens(admin.userId);

  expect(await codeOf(await reset(link.split('#')[1]))).toBe('account_link_expired');
  expect(await signIn({ email, password: ada.password })).toBe('in');
});

test('a link that was mailed sets a password also when whoever asked for it is gone', async () => {
  await joinOwner('publisher');
  await leaveOwn();
  const admin = await anAdmin();
  await helpTo(admin, person.userId);
  await removeRow(admin.userId);

  const [mail] = await mailed();
  expect((await reset(mail?.token)).status).toBe(200);
});

test('with mail the link goes to the member and not to who asks for it', async () => {
  await joinOwner('publisher');
  await leaveOwn();

  expect(await (await helpTo(app.owner, person.userId)).json()).toMatchObject({ link: null });
  expect(await mailed()).toMatchObject([{ to: email }]);
});

test('help with a password is mailed to one member three times a day', async () => {
  await joinOwner('publisher');
  await leaveOwn();
  const outcomes: boolean[] = [];
  for (let n = 0; n < 4; n++) outcomes.push((await helpTo(app.owner, person.userId)).ok);

  expect(outcomes).toEqual([true, true, true, false]);
  expect(await mailed()).toHaveLength(3);
});

test('nobody takes over an account by a link: not of an owner, and not of who belongs elsewhere too', async () => {
  await joinOwner('admin');

  expect(await codeOf(await helpTo(person, app.owner.userId))).toBe('not_allowed');
  expect(await codeOf(await helpTo(person, person.userId))).toBe('not_allowed');
  expect(await codeOf(await helpTo(app.owner, person.userId))).toBe('not_allowed');
});
