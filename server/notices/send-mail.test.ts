import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../database/index.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { deliverMails, sendMail } from './index.ts';
import { startMailServer } from './test-mail-server.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
afterEach(() => house.ctx.db.deleteFrom('mails').execute());

const link = 'https://post.example.com/join#an-invite-that-nobody-may-read';
const invite = {
  to: 'ana@example.com',
  kind: 'invite',
  params: { workspace: 'Linden & Söhne', invitedBy: 'Ana <b>', role: 'publisher', link, until: '3 December' },
} as const;

const withMail = (smtpUrl: string) => ({
  ...house.ctx,
  config: { ...house.ctx.config, mail: { smtpUrl, from: 'Tintype <post@example.com>' } },
});
const states = () => house.ctx.db.selectFrom('mails').select(['state', 'sealed_params']).execute();

test('a mail arrives once, with its words as text and as HTML', async () => {
  const server = await startMailServer();
  const ctx = withMail(server.url);
  await sendMail(ctx, invite);

  await Promise.all([deliverMails(ctx), deliverMails(ctx)]);
  await deliverMails(ctx);
  await server.close();

  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toContain('To: ana@example.com');
  expect(server.mails[0]).toContain('Auto-Submitted: auto-generated');
  // Quoted-printable breaks lines; the words are whole once it is undone.
  const words = server.mails[0]!.replaceAll('=\r\n', '');
  expect(words).toContain('Ana &lt;b&gt;');
  expect(words.match(/an-invite-that-nobody-may-read/g)).toHaveLength(2);
});

test('the database holds no link in clear while a mail waits, and none at all once it is sent', async () => {
  const server = await startMailServer();
  const ctx = withMail(server.url);
  await sendMail(ctx, invite);
  const waiting = JSON.stringify(await house.ctx.db.selectFrom('mails').selectAll().execute());
  await deliverMails(ctx);
  await server.close();

  expect(waiting).not.toContain('an-invite');
  expect(await states()).toEqual([{ state: 'sent', sealed_params: null }]);
});

test('a mail of a transaction that is rolled back never goes out', async () => {
  const ctx = withMail('smtp://127.0.0.1:1');

  await expect(
    inTransaction(ctx, async (inside) => {
      await sendMail(inside, invite);
      throw new Error('not today');
    }),
  ).rejects.toThrow('not today');

  expect(await states()).toEqual([]);
});

test('a mail server that is away delays and loses nothing', async () => {
  const first = await startMailServer();
  const port = Number(new URL(first.url).port);
  await first.close();
  const ctx = withMail(first.url);
  await sendMail(ctx, invite);
  await deliverMails(ctx);
  const away = await states();
  const server = await startMailServer(port);

  await deliverMails(ctx);
  const tooEarly = server.mails.length;
  await house.advance(61);
  await deliverMails(ctx);
  await server.close();

  expect(away).toMatchObject([{ state: 'waiting' }]);
  expect([tooEarly, server.mails.length]).toEqual([0, 1]);
});

test('an address that the server refuses is not tried again', async () => {
  const server = await startMailServer(0, {
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('No such user'), { responseCode: 550 })),
  });
  const ctx = withMail(server.url);
  await sendMail(ctx, invite);

  await deliverMails(ctx);
  await house.advance(7200);
  await deliverMails(ctx);
  await server.close();

  expect(await states()).toEqual([{ state: 'refused', sealed_params: null }]);
});

test('without a mail server in the configuration nothing is left to be sent', async () => {
  expect(await sendMail(house.ctx, invite)).toBe(false);
  expect(await states()).toEqual([]);
});
