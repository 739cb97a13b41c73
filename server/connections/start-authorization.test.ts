import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstagram } from '../instagram/index.ts';
import { bakery, business, openTestContext, type TestContext } from '../test-context.ts';
import { startAuthorization } from './index.ts';
import { comeBack, outcomeOf, throughTheDialog } from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

const start = (as = house.member) =>
  startAuthorization(house.ctx, as, { login: 'instagram', timeZone: 'Europe/Lisbon' });

test('the state has 256 random bits and stands nowhere in the database', async () => {
  const { id, authorizeUrl } = await start();
  const state = new URL(authorizeUrl).searchParams.get('state') ?? '';

  expect(Buffer.from(state, 'base64url')).toHaveLength(32);
  const row = await house.ctx.db
    .selectFrom('authorizations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  expect(JSON.stringify(row)).not.toContain(state);
});

test('the link is good for ten minutes', async () => {
  const { expiresAt } = await start();
  expect(new Date(expiresAt).getTime() - house.ctx.clock.now().getTime()).toBe(600_000);
});

test('the way back is our public address, whatever host was asked', async () => {
  const { authorizeUrl } = await start();
  expect(new URL(authorizeUrl).searchParams.get('redirect_uri')).toBe(
    'http://127.0.0.1:4999/oauth/instagram/callback',
  );
});

test('a person keeps the ten newest open attempts', async () => {
  const person = await house.aMember();
  const oldest = await start(person);
  for (let count = 0; count < 10; count++) await start(person);

  const open = await house.ctx.db
    .selectFrom('authorizations')
    .select('id')
    .where('user_id', '=', person.userId)
    .execute();
  expect(open).toHaveLength(10);
  expect(open.map((each) => each.id)).not.toContain(oldest.id);
});

test('a door without an app is refused', async () => {
  const config = { ...house.ctx.config, facebookApp: undefined };
  const instagram = createInstagram({ config, vault: house.ctx.vault, fetch: house.simulator.fetch });
  await expect(
    startAuthorization({ ...house.ctx, instagram }, house.member, { login: 'facebook', timeZone: 'UTC' }),
  ).rejects.toMatchObject({ code: 'app_misconfigured' });
});

test('a connection of another workspace cannot be reconnected, and is not told from none', async () => {
  await house.connect({ account: business });
  const stranger = await house.aMember();

  await expect(
    startAuthorization(house.ctx, stranger, {
      login: 'instagram',
      timeZone: 'UTC',
      reconnectConnectionId: await house.connectionOf(business),
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('a zone that does not exist, or a bare offset, becomes UTC', async () => {
  for (const timeZone of ['Mars/Olympus', '+01:00', '']) {
    const { id } = await startAuthorization(house.ctx, house.member, { login: 'instagram', timeZone });
    const row = await house.ctx.db
      .selectFrom('authorizations')
      .select('time_zone')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toEqual({ time_zone: 'UTC' });
  }
});

test('a reconnect whose connection went away meanwhile is an expired link, not another account', async () => {
  await house.connect({ account: bakery });
  const connectionId = await house.connectionOf(bakery);
  const attempt = await throughTheDialog(house, { account: bakery }, { reconnectConnectionId: connectionId });
  await house.ctx.db.deleteFrom('connections').where('id', '=', connectionId).execute();

  await comeBack(house, attempt);

  expect(await outcomeOf(house, attempt)).toBe('state_expired');
});
