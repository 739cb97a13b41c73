import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeAt } from '../workspaces/index.ts';
import { ada, codeOf, openTestApp, type Browser, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Each test has a person of its own, whose second step is on. */
let person: Awaited<ReturnType<TestApp['stranger']>>;
let phone: Phone;
let recoveryCodes: string[];
beforeEach(async () => {
  await app.house.ctx.db.deleteFrom('rate_limits').execute();
  person = await app.stranger();
  ({ phone, recoveryCodes } = await setUp(person));
  // The code that set it up is used; half a minute later there is another.
  await app.house.advance(30);
});

/** An authenticator app, on the clock of the test. */
interface Phone {
  code(): string;
}

async function begin(browser: Browser): Promise<Phone> {
  const answer = await browser.ask('POST', '/api/v1/account/two-factor', {
    body: { password: ada.password },
  });
  const { secret } = (await answer.json()) as { secret: string };
  return { code: () => codeAt(fromBase32(secret), app.house.ctx.clock.now()) };
}

async function setUp(browser: Browser): Promise<{ phone: Phone; recoveryCodes: string[] }> {
  const phone = await begin(browser);
  const answer = await browser.ask('PUT', '/api/v1/account/two-factor', { body: { code: phone.code() } });
  return { phone, ...((await answer.json()) as { recoveryCodes: string[] }) };
}

const credentials = (whose: { userId: string }) => ({
  email: `${whose.userId}@example.com`,
  password: ada.password,
});
const signIn = async (code?: string, browser: Browser = app.browser(), whose = person) => {
  const body = { ...credentials(whose), ...(code === undefined ? {} : { code }) };
  const response = await browser.ask('POST', '/api/v1/session', { body });
  return response.ok ? 'in' : codeOf(response);
};
const sessionsOf = (userId: string) =>
  app.house.ctx.db.selectFrom('sessions').select('id').where('user_id', '=', userId).execute();
const proof = (code: string) => ({ body: { password: ada.password, code } });

test('the password alone opens no session, not even one that waits', async () => {
  const browser = app.browser();
  const before = await sessionsOf(person.userId);

  expect(await signIn(undefined, browser)).toBe('two_factor_needed');

  expect(browser.cookie).toBe('');
  expect(await sessionsOf(person.userId)).toEqual(before);
});

test('password and code open one', async () => {
  expect(await signIn(phone.code())).toBe('in');
});

test('a wrong password is told the same way, whatever second step there is', async () => {
  const wrong = { ...credentials(person), password: 'not the one' };
  const answer = (body: object) => app.browser().ask('POST', '/api/v1/session', { body });

  expect(await codeOf(await answer(wrong))).toBe('sign_in_failed');
  expect(await codeOf(await answer({ ...wrong, code: phone.code() }))).toBe('sign_in_failed');
  // It was not taken by the attempt with the wrong password.
  expect(await signIn(phone.code())).toBe('in');
});

test('a code is good once: of six that bring the same one, one is let in', async () => {
  const code = phone.code();
  const answers = await Promise.all(Array.from({ length: 5 }, () => signIn(code)));

  expect(answers.filter((answer) => answer === 'in')).toHaveLength(1);
  expect(await signIn(code)).toBe('two_factor_failed');
});

test('an older code than the last one is good no longer', async () => {
  const older = phone.code();
  await app.house.advance(30);
  await signIn(phone.code());

  expect(await signIn(older)).toBe('two_factor_failed');
});

test('guesses are counted per person, from wherever they come, and then the right one is refused too', async () => {
  const codes: string[] = [];
  for (let n = 0; n < 5; n++) codes.push(await signIn('000000'));

  expect(new Set(codes)).toEqual(new Set(['two_factor_failed']));
  const response = await app.browser().ask('POST', '/api/v1/session', {
    body: { ...credentials(person), code: phone.code() },
    from: '2001:db8:77::1',
  });
  expect(await codeOf(response)).toBe('too_many_attempts');
});

test('each of ten recovery codes opens once, however it is typed', async () => {
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;

  expect(first).toMatch(/^[A-Z2-7]{5}-[A-Z2-7]{5}$/);
  expect(await signIn(first)).toBe('in');
  expect(await signIn(first)).toBe('two_factor_failed');
  expect(await signIn(second.toLowerCase().replace('-', ' '))).toBe('in');
  const account = await (await person.ask('GET', '/api/v1/account')).json();
  expect(account).toMatchObject({ twoFactor: { recoveryCodesLeft: 8 } });
});

test('a recovery code of somebody else opens nothing', async () => {
  const other = await app.stranger();
  const { recoveryCodes: theirs } = await setUp(other);

  expect(await signIn(theirs[0])).toBe('two_factor_failed');
});

test('renewed recovery codes take the place of the former', async () => {
  const answer = await person.ask('PUT', '/api/v1/account/recovery-codes', proof(phone.code()));
  const { recoveryCodes: renewed } = (await answer.json()) as { recoveryCodes: string[] };

  expect(await signIn(recoveryCodes[0])).toBe('two_factor_failed');
  expect(await signIn(renewed[0])).toBe('in');
});

test('it is turned off by password and code together alone', async () => {
  const end = (body: object) => person.ask('DELETE', '/api/v1/account/two-factor', { body });

  expect((await end({ password: 'not the one', code: phone.code() })).status).toBe(422);
  expect((await end({ password: ada.password, code: '000000' })).status).toBe(422);
  expect(await signIn()).toBe('two_factor_needed');
  expect((await end({ password: ada.password, code: phone.code() })).status).toBe(200);
  expect(await signIn()).toBe('in');
});

test('begun and not confirmed it asks for nothing', async () => {
  const other = await app.stranger();
  await begin(other);

  expect(await signIn(undefined, app.browser(), other)).toBe('in');
});

test('a session cannot put another phone in the place of the one in force', async () => {
  const response = await person.ask('POST', '/api/v1/account/two-factor', {
    body: { password: ada.password },
  });

  expect(response.status).toBe(422);
  expect(await signIn(phone.code())).toBe('in');
});

test('turned on, it ends the sessions that were opened without it', async () => {
  const other = await app.stranger();
  const elsewhere = app.browser();
  await signIn(undefined, elsewhere, other);
  await setUp(other);

  expect((await elsewhere.ask('GET', '/api/v1/sessions')).status).toBe(401);
  expect((await other.ask('GET', '/api/v1/sessions')).status).toBe(200);
});

test('a new password by a link does not open what the second step closes', async () => {
  const { config } = app.house.ctx;
  await app.house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: app.owner.workspaceId,
      user_id: person.userId,
      role: 'viewer',
      created_at: new Date(),
    })
    .execute();
  await app.house.ctx.db.deleteFrom('members').where('workspace_id', '=', person.workspaceId).execute();
  const path = `/api/v1/workspaces/${app.owner.workspaceId}/members/${person.userId}/password-resets`;
  const { link } = (await (await app.owner.ask('POST', path)).json()) as { link: string };
  const token = link.replace(`${config.publicUrl}/reset#`, '');
  const reset = await app
    .browser()
    .ask('PUT', '/api/v1/password', { body: { token, password: ada.password } });

  expect([reset.status, reset.headers.getSetCookie()]).toEqual([200, []]);
  expect(await signIn()).toBe('two_factor_needed');
});

test('no copy of the database holds the secret or a recovery code', async () => {
  const other = await app.stranger();
  const answer = await other.ask('POST', '/api/v1/account/two-factor', {
    body: { password: ada.password },
  });
  const { secret } = (await answer.json()) as { secret: string };
  const { db } = app.house.ctx;
  const rows = JSON.stringify([
    await db.selectFrom('two_factors').selectAll().execute(),
    (await db.selectFrom('recovery_codes').selectAll().execute()).map((row) => row.code_hash.toString()),
    await db.selectFrom('audit_events').selectAll().execute(),
  ]);

  expect(rows).not.toContain(secret);
  expect(rows).not.toContain(fromBase32(secret).toString('base64url'));
  expect(recoveryCodes.filter((code) => rows.includes(code.replace('-', '')))).toEqual([]);
});

test('a secret that is put under another name opens nothing', async () => {
  const other = await app.stranger();
  await setUp(other);
  const { db } = app.house.ctx;
  const { sealed_secret } = await db
    .selectFrom('two_factors')
    .select('sealed_secret')
    .where('user_id', '=', person.userId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('two_factors')
    .set({ sealed_secret, last_step: null })
    .where('user_id', '=', other.userId)
    .execute();

  expect(await signIn(phone.code(), app.browser(), other)).toBe('internal_error');
});

const rule = (whose: { workspaceId: string }) => `/api/v1/workspaces/${whose.workspaceId}/sign-in-rule`;
const require = (whose: typeof person, twoFactorRequired: boolean) =>
  whose.ask('PUT', rule(whose), { body: { twoFactorRequired } });

test('a workspace that requires it is closed to members without, and open again once they have it', async () => {
  const other = await app.stranger();
  await app.house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: person.workspaceId,
      user_id: other.userId,
      role: 'admin',
      created_at: new Date(),
    })
    .execute();
  const look = async () => {
    const answer = await other.ask('GET', `/api/v1/workspaces/${person.workspaceId}/members`);
    return answer.ok ? 'open' : codeOf(answer);
  };
  await require(person, true);

  expect(await (await person.ask('GET', rule(person))).json()).toEqual({
    twoFactorRequired: true,
    membersWithout: 1,
  });
  expect(await look()).toBe('two_factor_required');
  const state = await (await other.ask('GET', '/api/v1/session')).json();
  expect(state).toMatchObject({ needTwoFactor: [person.workspaceId] });
  const back = await other.ask('PUT', rule(person), { body: { twoFactorRequired: false } });
  expect(await codeOf(back)).toBe('two_factor_required');
  await setUp(other);
  expect(await look()).toBe('open');
});

test('to somebody who is no member, a workspace that requires it says nothing of itself', async () => {
  const other = await app.stranger();
  await require(person, true);
  const answer = await other.ask('GET', `/api/v1/workspaces/${person.workspaceId}/members`);

  expect(await codeOf(answer)).toBe('not_found');
});

test('nobody requires of others what they have not themselves: they would shut themselves out', async () => {
  const other = await app.stranger();

  expect(await codeOf(await require(other, true))).toBe('two_factor_required');
});

function fromBase32(text: string): Buffer {
  const bits = text
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
