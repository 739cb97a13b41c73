import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../server/database/embedded/index.ts';
import { openPool, type Pool } from '../server/database/index.ts';
import { silentLog } from '../server/log.ts';
import { startSimulator } from '../simulator/index.ts';
import { findCanaries, type Canary, type Place } from './canaries.ts';
import { dumpDatabase } from './dump-database.ts';
import { aPicture, controlOf, registerTestApp, testApp, type Control } from './furnish.ts';
import { findFreePort } from '../scripts/start/ports.ts';
import { createPerson, owner, type Person } from './person.ts';
import { createProductProcess, type ProductProcess } from './product-process.ts';

/*
 * Plaintext secrets exist for the length of a call, inside the client and the vault. This drives a whole life of the
 * product with its log at trace, and then looks for every secret that was about, in every place that outlives the call.
 */

const business = '17841400000000101';
const personal = '17841400000000303';
const bakery = '17841400000000404';

let folder: string;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let control: Control;
let product: ProductProcess;
let person: Person;
let database: Pool;
const responses: Place[] = [];
const states: Canary[] = [];
const cookies: Canary[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-taint-'));
  simulator = await startSimulator({ port: 0 });
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  control = controlOf(simulator.url);
  await registerTestApp(control, url);
  product = createProductProcess({
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    TMPDIR: folder,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    INSTAGRAM_APP_ID: testApp.id,
    INSTAGRAM_APP_SECRET: testApp.secret,
    META_BASE_URL: `${simulator.url}/{host}`,
    LOG_LEVEL: 'trace',
  });
  await product.start();
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  database = openPool(server.connectionString, silentLog, 2);
  person = createPerson(url, recordingFetch);
}, 120_000);

afterAll(async () => {
  await database?.close();
  await product?.end();
  await simulator?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Keeps every response as it came; the two answers that may carry a secret are cut where they may. */
const recordingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const body = await response.clone().text();
  const name = `response of ${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`;
  const headers = [...response.headers].filter(([header]) => header !== 'set-cookie');
  for (const line of response.headers.getSetCookie()) {
    const value = decodeURIComponent(line.split(';')[0]?.split('=').slice(1).join('=') ?? '');
    if (value.length < 20) continue;
    // The database knows the token; what makes it a credential is the signature, and the two together.
    cookies.push({ name: 'session cookie', text: value, isWhole: true });
    cookies.push({ name: 'session signature', text: value.split('.').at(-1) ?? '' });
  }
  const state = /[?&]state=([\w-]+)/.exec(body)?.[1];
  if (state && name.endsWith('/authorizations')) states.push({ name: 'state', text: state });
  const shown = state && name.endsWith('/authorizations') ? body.replace(state, '') : body;
  responses.push({ name, text: `${headers.map((pair) => pair.join(': ')).join('\n')}\n${shown}` });
  return response;
};

test('a whole life of the product leaves no secret anywhere', async () => {
  await liveAWholeLife();

  const canaries = await gatherCanaries();
  const places = await gatherPlaces();

  expect(new Set(canaries.map(({ name }) => name))).toEqual(
    new Set([
      'access token',
      'code',
      'app secret',
      'state',
      'session cookie',
      'session signature',
      'keyring',
    ]),
  );
  expect(places.length).toBeGreaterThan(30);
  expect(findCanaries(canaries, places)).toEqual([]);
}, 240_000);

test('a planted leak is found in each kind of place', async () => {
  const token = (await gatherCanaries()).find(({ name }) => name === 'access token')!;
  const encoded = Buffer.from(token.text).toString('base64');
  await sql`create table planted (text_leak text, binary_leak bytea)`.execute(database.db);
  await sql`insert into planted values (${encoded}, null), (null, ${Buffer.from(token.text)})`.execute(
    database.db,
  );

  const places = [
    ...(await dumpDatabase(database.db)),
    { name: 'log', text: `{"msg":"GET /me?access_token=${token.text}"}` },
    { name: 'response', text: JSON.stringify({ hint: token.text.slice(16, 40) }) },
  ];
  await sql`drop table planted`.execute(database.db);
  const sightings = findCanaries([token], places);

  expect(new Set(sightings.map(({ place }) => place))).toEqual(
    new Set(['table public.planted', 'log', 'response']),
  );
  expect(sightings).toContainEqual({ canary: 'access token', place: 'table public.planted', form: 'base64' });
  expect(sightings).toContainEqual({ canary: 'access token', place: 'table public.planted', form: 'raw' });
});

async function liveAWholeLife(): Promise<void> {
  await person.call('POST', '/api/v1/owner', owner);
  const base = `/api/v1/workspaces/${person.workspaceId}`;

  // Connecting, and every way it fails.
  expect(await outcome({ account: business })).toBe('connected');
  expect(await outcome({ account: business, without: ['instagram_business_content_publish'] })).toBe(
    'scope_rejected',
  );
  expect(await outcome({ account: bakery, without: ['instagram_business_manage_insights'] })).toBe(
    'scope_rejected',
  );
  expect(await outcome({ account: bakery, decision: 'cancel' })).toBe('access_denied');
  expect(await outcome({ account: personal })).toBe('instagram_no_business_account');
  for (const kind of ['reset', 'html', 'truncated', 'oversized', 'actThenDrop'] as const) {
    await fault('api.instagram.com', '/oauth/access_token', {
      kind,
      ...(kind === 'oversized' ? { sizeBytes: 2_000_000 } : {}),
    });
    expect(await outcome({ account: bakery })).toBe('network_error');
    await fault('graph.instagram.com', '/access_token', {
      kind,
      ...(kind === 'oversized' ? { sizeBytes: 2_000_000 } : {}),
    });
    expect(await outcome({ account: bakery })).toBe('network_error');
  }
  // Meta's error bodies may repeat what was sent.
  await fault('graph.instagram.com', '/me', {
    kind: 'body',
    status: 400,
    body: JSON.stringify({
      error: { message: `strange ${testApp.secret}`, type: 'OAuthException', code: 7777 },
    }),
  });
  expect(await outcome({ account: bakery })).toBe('instagram_unexpected');
  expect(await outcome({ account: bakery })).toBe('connected');
  // The refused consent above took a permission from the account at Instagram; this gives it back.
  expect(await outcome({ account: business })).toBe('connected');

  // Publishing, well and badly.
  const { connections } = await person.call<{ connections: { id: string; instagramUserId: string }[] }>(
    'GET',
    `${base}/connections`,
  );
  const connection = connections.find((each) => each.instagramUserId === business)!;
  const assetId = await person.upload('cup.jpg', await aPicture());
  expect(
    await settledState(await person.publish({ connectionId: connection.id, assetId, caption: 'well' })),
  ).toBe('published');
  await fault('graph.instagram.com', '/*/media', { kind: 'actThenDrop', method: 'POST' });
  expect(
    await settledState(await person.publish({ connectionId: connection.id, assetId, caption: 'badly' })),
  ).toBe('published');
  await person.send('GET', `${base}/connections/${connection.id}/picture`);
  await person.send('GET', `${base}/connections/${connection.id}/receipt`);
  await person.send('GET', `${base}/connections/${connection.id}/profile`);
  await person.send('GET', `${base}/audit-events`);

  // Ten days on: tokens are renewed.
  const before = simulator.simulator.world.tokens.size;
  await advance(10 * 24 * 3600);
  await until(async () => simulator.simulator.world.tokens.size > before);

  // A forged and a real call of Meta's, then both ways out.
  await person.send('POST', '/meta/deauthorize');
  await control('PATCH', `/accounts/${bakery}`, { tokens: 'removed' });
  await until(async () => (await listConnections()).every((each) => each.instagramUserId !== bakery));
  await control('PUT', `/apps/${testApp.id}`, { flags: { revoke: 'refuse' } });
  await person.call('DELETE', `${base}/connections/${connection.id}`);
  await person.send('GET', `${base}/audit-events`);
  await person.send('GET', '/api/v1/nowhere');
  await person.send('GET', '/oauth/instagram/callback?code=AQforged&state=forged');
}

/** How a connect ends. What a refused one left over is revoked before the next: its calls would meet the next one's faults. */
async function outcome(choice: Parameters<Person['connect']>[0]): Promise<string> {
  const { authorization } = await person.connect(choice);
  await until(
    async () =>
      (await database.db.selectFrom('revocations').select('id').where('state', '=', 'queued').execute())
        .length === 0,
  );
  return String(authorization.outcome);
}

async function fault(host: string, path: string, what: Record<string, unknown>): Promise<void> {
  await control('POST', '/faults', { host, path, times: 1, ...what });
}

async function settledState(postId: string): Promise<string> {
  let state = '';
  await until(async () => {
    const view = await person.call<{ post: { state: string } }>(
      'GET',
      `/api/v1/workspaces/${person.workspaceId}/posts/${postId}`,
    );
    state = view.post.state;
    return ['published', 'failed', 'unconfirmed'].includes(state);
  });
  return state;
}

async function listConnections(): Promise<{ instagramUserId: string }[]> {
  return (
    await person.call<{ connections: { instagramUserId: string }[] }>(
      'GET',
      `/api/v1/workspaces/${person.workspaceId}/connections`,
    )
  ).connections;
}

async function advance(seconds: number): Promise<void> {
  await control('POST', '/clock', { advanceSeconds: seconds });
  const answer = await person.send('POST', '/_test/clock', { advanceSeconds: seconds });
  expect(answer.status).toBe(200);
}

/** Waits for something that another process does; the test's own limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function gatherCanaries(): Promise<Canary[]> {
  const { world } = simulator.simulator;
  const keyring = JSON.parse(
    await readFile(join(folder, await keyringFolder(), 'keyring.json'), 'utf8'),
  ) as Record<string, unknown>;
  return [
    { name: 'app secret', text: testApp.secret },
    ...world.tokens.list().map(({ value }) => ({ name: 'access token', text: value })),
    ...world.codes.list().map(({ value }) => ({ name: 'code', text: value })),
    ...secretsIn(keyring).map((text) => ({ name: 'keyring', text })),
    ...states,
    ...cookies,
  ];
}

async function keyringFolder(): Promise<string> {
  return (await readdir(folder)).find((name) => name.endsWith('.keyring')) ?? '';
}

/** Every long base64 text in the keyring, and the bytes it stands for as text could hold them. */
function secretsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^[\w+/=-]{40,}$/.test(value) ? [value, Buffer.from(value, 'base64').toString('hex')] : [];
  if (value && typeof value === 'object') return Object.values(value).flatMap(secretsIn);
  return [];
}

async function gatherPlaces(): Promise<Place[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('.keyring'),
  );
  return [
    ...(await dumpDatabase(database.db)),
    { name: 'log', text: product.output() },
    ...responses,
    ...(await Promise.all(
      files.map(async (file) => ({
        name: `file ${file.name}`,
        text: (await readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0))).toString(
          'latin1',
        ),
      })),
    )),
  ];
}
