import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createVisitor, startSimulator } from '../simulator/index.ts';
import { aPicture, controlOf, registerTestApp, testApp } from './furnish.ts';
import { findFreePort } from '../scripts/start/ports.ts';
import { createPerson, owner, type Person } from './person.ts';
import { createProductProcess, type ProductProcess } from './product-process.ts';
import { openSharedDatabase, whyNoSharedDatabase, type SharedDatabase } from './shared-postgres.ts';
import { until } from './until.ts';

/* Two webs and two workers over one database, as behind a load balancer: one public address, two servers. */

const account = '17841400000000101';
const dayMs = 24 * 3600 * 1000;

let folder: string;
let database: SharedDatabase;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let webs: { url: string; process: ProductProcess }[] = [];
let workers: ProductProcess[] = [];
let person: Person;
/** Which of the two webs the person's next request reaches. */
let reached = 0;

beforeAll(async () => {
  if (whyNoSharedDatabase) return;
  folder = await mkdtemp(join(tmpdir(), 'tintype-roles-'));
  database = await openSharedDatabase();
  simulator = await startSimulator({ port: 0 });
  const ports = [await findFreePort(), await findFreePort()];
  const publicUrl = `http://127.0.0.1:${ports[0]}`;
  await registerTestApp(controlOf(simulator.url), publicUrl);
  const env = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database.url,
    DATA_DIR: join(folder, 'data'),
    INSTAGRAM_APP_ID: testApp.id,
    INSTAGRAM_APP_SECRET: testApp.secret,
    META_BASE_URL: `${simulator.url}/{host}`,
    LOG_LEVEL: 'warn',
  };
  webs = ports.map((port) => ({
    url: `http://127.0.0.1:${port}`,
    process: createProductProcess({ ...env, PORT: String(port) }, 'web'),
  }));
  workers = [createProductProcess(env, 'worker'), createProductProcess(env, 'worker')];
  // All at once over an empty database: one of them makes the tables and the keyring, the others find them.
  await Promise.all(everyProcess().map((each) => each.start()));
  person = createPerson(publicUrl, (address, init) => {
    const path = String(address instanceof Request ? address.url : address).slice(publicUrl.length);
    return fetch(webs[reached]!.url + path, init);
  });
}, 180_000);

afterAll(async () => {
  await Promise.all(everyProcess().map((each) => each.end()));
  await simulator?.close();
  await database?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

beforeEach(({ skip }) => skip(whyNoSharedDatabase !== undefined, whyNoSharedDatabase));

test('an owner who signed up at one web is signed in at the other', async () => {
  reached = 0;
  await person.call('POST', '/api/v1/owner', owner);
  reached = 1;
  const session = await person.call<{ user: { email: string } }>('GET', '/api/v1/session');

  expect(session.user.email).toBe(owner.email);
});

test('a connect that was started at one web and comes back to the other connects', async () => {
  reached = 1;
  const { id, authorizeUrl } = await startConnect();
  reached = 0;
  const answer = await person.send('GET', await consentTo(authorizeUrl));
  reached = 1;
  const authorization = await person.call('GET', `${base()}/authorizations/${id}`);

  expect(answer.status).toBe(303);
  expect(authorization.outcome).toBe('connected');
});

test('ten posts that were sent at once, with two workers running, are live exactly once', async () => {
  reached = 1;
  const captions = Array.from({ length: 10 }, (_, n) => `of two workers, post ${n}`);
  const assetId = await person.upload('cup.jpg', await aPicture());
  const connectionId = await onlyConnection();
  const ids = await Promise.all(
    captions.map((caption) => person.publish({ connectionId, assetId, caption })),
  );
  const states = await Promise.all(ids.map(settledState));

  expect(states).toEqual(captions.map(() => 'published'));
  expect(liveCaptions().toSorted()).toEqual(captions);
}, 240_000);

test('a test clock that is moved at one web is moved for the other and for the workers', async () => {
  reached = 1;
  const before = await nowAtSecondWeb();
  const { id } = await draft('tomorrow');
  const publishAt = new Date(before + dayMs - 3600_000).toISOString();
  await person.call('PUT', `${base()}/posts/${id}/schedule`, { publishAt });
  await controlOf(simulator.url)('POST', '/clock', { advanceSeconds: dayMs / 1000 });
  reached = 0;
  await person.call('POST', '/_test/clock', { advanceSeconds: dayMs / 1000 });
  reached = 1;
  await until(async () => (await nowAtSecondWeb()) >= before + dayMs);
  const state = await settledState(id);

  expect(state).toBe('published');
  expect(liveCaptions().filter((caption) => caption === 'tomorrow')).toHaveLength(1);
}, 240_000);

test('SIGTERM ends all four cleanly, and none of them had anything to complain of', async () => {
  const codes = await Promise.all(everyProcess().map((each) => each.end()));

  expect(codes).toEqual([0, 0, 0, 0]);
  expect(everyProcess().flatMap(complaintsOf)).toEqual([]);
}, 60_000);

/** What it printed, without the one thing that is so before the web app was built. */
function complaintsOf(each: ProductProcess): string[] {
  return each
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.includes('the web app is not built'));
}

function everyProcess(): ProductProcess[] {
  return [...webs.map((web) => web.process), ...workers];
}

function base(): string {
  return `/api/v1/workspaces/${person.workspaceId}`;
}

function startConnect(): Promise<{ id: string; authorizeUrl: string }> {
  return person.call('POST', `${base()}/authorizations`, { login: 'instagram', timeZone: 'Europe/Lisbon' });
}

/** Walks through the dialog; the path of ours that it sends the browser back to. */
async function consentTo(authorizeUrl: string): Promise<string> {
  const back = new URL(await createVisitor().consent(authorizeUrl, { account }));
  return back.pathname + back.search;
}

async function onlyConnection(): Promise<string> {
  const { connections } = await person.call<{ connections: { id: string }[] }>(
    'GET',
    `${base()}/connections`,
  );
  expect(connections).toHaveLength(1);
  return connections[0]!.id;
}

async function draft(caption: string): Promise<{ id: string; createdAt: string }> {
  const assetId = await person.upload('cup.jpg', await aPicture());
  const connectionId = await onlyConnection();
  return person.call('POST', `${base()}/posts`, { connectionId, items: [{ assetId }], caption });
}

/** What the second web takes for now: it stamps what it makes. */
async function nowAtSecondWeb(): Promise<number> {
  return Date.parse((await draft('a stamp')).createdAt);
}

async function settledState(postId: string): Promise<string> {
  let state = '';
  await until(async () => {
    const view = await person.call<{ post: { state: string } }>('GET', `${base()}/posts/${postId}`);
    state = view.post.state;
    return ['published', 'failed', 'unconfirmed'].includes(state);
  });
  return state;
}

function liveCaptions(): string[] {
  return simulator.simulator.world.media.list().map((media) => media.caption ?? '');
}
