import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { deliverMails, listNotices, mailNotices } from '../notices/index.ts';
import { startMailServer } from '../notices/test-mail-server.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { settleRefusal, tellOfExpiry } from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
});
afterAll(() => house.close());

const day = 24 * 3600;
const told = async () =>
  (await listNotices(house.ctx, house.member, { unreadOnly: false, limit: 10, after: undefined })).notices;

async function endsIn(days: number): Promise<void> {
  await house.ctx.db
    .updateTable('connections')
    .set({ data_access_expires_at: plusSeconds(house.ctx.clock.now(), days * day) })
    .execute();
}

test('access that ends soon is told once for each end, and none that is far off', async () => {
  await endsIn(30);
  await tellOfExpiry(house.ctx);
  const early = (await told()).length;
  await endsIn(9);
  await tellOfExpiry(house.ctx);
  await tellOfExpiry(house.ctx);
  const once = (await told()).length;
  await endsIn(8);
  await tellOfExpiry(house.ctx);

  expect([early, once, (await told()).length]).toEqual([0, 1, 2]);
});

test('two workers that sweep at once tell it once, in the app and by mail', async () => {
  const server = await startMailServer();
  const mail = { smtpUrl: server.url, from: 'Tintype <post@example.com>' };
  const ctx = { ...house.ctx, config: { ...house.ctx.config, mail } };
  const before = (await told()).length;
  await endsIn(7);
  const both = (sweep: (ctx: Context) => Promise<void>) => Promise.all([sweep(ctx), sweep(ctx)]);

  await both(tellOfExpiry);
  await both(mailNotices);
  await both(deliverMails);
  await both(mailNotices);
  await both(deliverMails);
  await server.close();

  expect([(await told()).length - before, server.mails.length]).toEqual([1, 1]);
});

test('a token that Instagram refuses is told with what it stops', async () => {
  await house.control('PATCH', '/accounts/linden.ceramics', { tokens: 'passwordChanged' });

  await settleRefusal(house.ctx, { connectionId: await house.connectionOf(business) });

  expect((await told())[0]).toMatchObject({
    kind: 'needs_reconnect',
    title: '@linden.ceramics needs you',
    sentence: 'Instagram asks you to connect it again.',
  });
});
