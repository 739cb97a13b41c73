import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listNotices } from '../notices/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import {
  disconnectConnection,
  getConnection,
  listConnections,
  readDeletion,
  receiveDataDeletion,
  receiveDeauthorize,
} from './index.ts';
import { setFault, signatureOf, signRequest, stateOfToken } from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(() => house.control('DELETE', '/faults'));

const now = () => house.ctx.clock.now();
const connected = async () =>
  (await listConnections(house.ctx, house.member.workspaceId)).map((each) => each.username);

/** A connection of its own for a test, and the id that Meta's callbacks know its person by. */
async function connect(): Promise<{ connectionId: string; person: string }> {
  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);
  const { appScopedUserId } = await getConnection(house.ctx, house.member.workspaceId, connectionId);
  return { connectionId, person: appScopedUserId };
}

test.each([
  [
    'another secret',
    (signed: string) => `${signatureOf(signed.split('.')[1]!, 'another')}.${signed.split('.')[1]}`,
  ],
  ['no signature', (signed: string) => `.${signed.split('.')[1]}`],
  ['a short signature', (signed: string) => signed.replace(/^.{10}/, '')],
  [
    'another person in it',
    (signed: string) => `${signed.split('.')[0]}.${signRequest('1', now()).split('.')[1]}`,
  ],
  ['a third part', (signed: string) => `${signed}.more`],
  ['nothing', () => ''],
])('a request with %s is refused and changes nothing', async (_name, forge) => {
  const { person } = await connect();

  await expect(receiveDeauthorize(house.ctx, forge(signRequest(person, now())))).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect(await connected()).toEqual(['linden.ceramics']);
});

test.each([
  ['another algorithm', { algorithm: 'none' }],
  ['no moment', { issued_at: null }],
  ['an id that is a number', { user_id: 27640875392278 }],
])('a signed request with %s is refused', async (_name, parts) => {
  await connect();
  await expect(receiveDeauthorize(house.ctx, signRequest('1', now(), parts))).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('the person is known by the app-scoped id', async () => {
  const { person } = await connect();
  await receiveDeauthorize(house.ctx, signRequest(person, now()));
  expect(await connected()).toEqual([]);
});

test('access that was taken back at Instagram is told once, however often Meta says so', async () => {
  const { person } = await connect();
  const told = async () =>
    (
      await listNotices(house.ctx, house.member, { unreadOnly: false, limit: 50, after: undefined })
    ).notices.filter(({ kind }) => kind === 'access_removed').length;
  const before = await told();
  const request = signRequest(person, now());
  await Promise.all([receiveDeauthorize(house.ctx, request), receiveDeauthorize(house.ctx, request)]);
  await receiveDeauthorize(house.ctx, request);

  expect((await told()) - before).toBe(1);
});

test('the person is known by the account id as well', async () => {
  await connect();
  await receiveDeauthorize(house.ctx, signRequest(business, now()));
  expect(await connected()).toEqual([]);
});

test('one that comes an hour late still counts', async () => {
  const { person } = await connect();
  const issued = now();
  await house.advance(3600);
  await receiveDeauthorize(house.ctx, signRequest(person, issued));
  expect(await connected()).toEqual([]);
});

test('one from before the present consent is acknowledged and ignored', async () => {
  const first = await connect();
  const removed = signRequest(first.person, now());
  await receiveDeauthorize(house.ctx, removed);
  await house.advance(60);
  const { connectionId } = await connect();

  await receiveDeauthorize(house.ctx, removed);

  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('an unknown person is no error', async () => {
  await expect(receiveDeauthorize(house.ctx, signRequest('123', now()))).resolves.toBeUndefined();
});

test('one with no row ends the queued revocation, and its token is destroyed', async () => {
  const { connectionId, person } = await connect();
  const revocationId = await disconnectInOutage(connectionId);

  await receiveDeauthorize(house.ctx, signRequest(person, now()));

  expect(await revocationOf(revocationId)).toMatchObject({ state: 'confirmed', jwe: null });
});

test('an old one does not end a revocation that was queued after it', async () => {
  const old = now();
  await house.advance(60);
  const { connectionId, person } = await connect();
  const revocationId = await disconnectInOutage(connectionId);

  await receiveDeauthorize(house.ctx, signRequest(person, old));

  expect(await revocationOf(revocationId)).toMatchObject({ state: 'queued' });
});

test('a removal is audited as done at Instagram', async () => {
  const { connectionId, person } = await connect();
  await receiveDeauthorize(house.ctx, signRequest(person, now()));

  const events = await house.ctx.db
    .selectFrom('audit_events')
    .select(['actor', 'action'])
    .where('subject', '=', connectionId)
    .orderBy('id', 'desc')
    .execute();
  expect(events[0]).toEqual({ actor: 'instagram', action: 'connection.removed_at_instagram' });
});

test('a data deletion removes the connection, erases what was read and shows its status', async () => {
  const { person } = await connect();
  const erased: string[] = [];
  const ctx = listening(erased);

  const answer = await receiveDataDeletion(ctx, signRequest(person, now()));

  expect(answer.url).toBe(`http://127.0.0.1:4999/deletion/${answer.confirmation_code}`);
  expect(answer.confirmation_code).toMatch(/^[0-9a-z]+$/);
  expect(await readDeletion(house.ctx, answer.confirmation_code)).toMatchObject({ state: 'completed' });
  expect(await connected()).toEqual([]);
  expect(erased).toEqual([business]);
});

test('a data deletion that follows the deauthorize erases all the same', async () => {
  const { person } = await connect();
  await receiveDeauthorize(house.ctx, signRequest(person, now()));
  const erased: string[] = [];

  await receiveDataDeletion(listening(erased), signRequest(person, now()));

  expect(erased).toEqual([business]);
});

test('an old data deletion erases nothing of the new consent', async () => {
  const old = now();
  await house.advance(60);
  const { person, connectionId } = await connect();
  const erased: string[] = [];

  await receiveDataDeletion(listening(erased), signRequest(person, old));

  expect(erased).toEqual([]);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('an unknown code has no status', async () => {
  await expect(readDeletion(house.ctx, 'abc')).rejects.toMatchObject({ code: 'not_found' });
});

/** The context with ears: which accounts the modules above were told to erase. */
function listening(erased: string[]) {
  const { dependants } = house.ctx;
  return {
    ...house.ctx,
    dependants: {
      ...dependants,
      erase: (...told: Parameters<typeof dependants.erase>) => {
        erased.push(told[1].instagramUserId);
        return dependants.erase(...told);
      },
    },
  };
}

async function disconnectInOutage(connectionId: string): Promise<string> {
  await setFault(house, 'graph.instagram.com', '/*/permissions', { kind: 'reset' });
  const { revocation } = await disconnectConnection(house.ctx, house.member, { connectionId, erase: false });
  expect(revocation?.state).toBe('queued');
  return revocation!.id;
}

function revocationOf(id: string) {
  return house.ctx.db.selectFrom('revocations').selectAll().where('id', '=', id).executeTakeFirst();
}
