import { expect, test } from 'vitest';
import { accounts, aSimulator } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

type State = { tokens: unknown[]; accounts: { username: string }[]; now: string };

test('the OpenAPI document names every operation once and is 3.1', async () => {
  const { control } = aSimulator();
  const document = (await (await control('GET', '/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((op) => op.operationId),
  );
  expect(document.openapi).toBe('3.1.0');
  expect(ids).toContain('postClock');
  expect(new Set(ids).size).toBe(ids.length);
});

test('the clock advances, stops, is set and runs on', async () => {
  let wall = Date.UTC(2026, 0, 1);
  const { control } = aSimulator({ now: () => wall });
  const setClock = async (change: unknown) =>
    ((await (await control('POST', '/clock', change)).json()) as { now: string }).now;
  expect(await setClock({ advanceSeconds: 3600 })).toBe('2026-01-01T01:00:00.000Z');
  wall += 60_000;
  expect(await setClock({ freeze: true })).toBe('2026-01-01T01:01:00.000Z');
  wall += 60_000;
  expect(await setClock({})).toBe('2026-01-01T01:01:00.000Z');
  expect(await setClock({ at: '2027-05-05T00:00:00Z', freeze: false })).toBe('2027-05-05T00:00:00.000Z');
  wall += 1000;
  expect(await setClock({})).toBe('2027-05-05T00:00:01.000Z');
});

test('reset forgets tokens, faults, journal and clock, and seeds again', async () => {
  const { control, mint, advance, send } = aSimulator();
  const { now } = (await (await control('GET', '/state')).json()) as State;
  await mint(accounts.business);
  await advance(86_400);
  await send('/graph.instagram.com/me');
  const state = (await (await control('POST', '/reset')).json()) as State;
  expect(state.now).toBe(now);
  expect(state.tokens).toEqual([]);
  expect(state.accounts.map((account) => account.username)).toEqual([
    'linden.ceramics',
    'saltmarsh.walks',
    'home.and.dog',
    'harbour.bakery',
  ]);
  expect(await (await control('GET', '/journal')).json()).toEqual({ requests: [] });
});

test('an account can be made, minted for and read by its token', async () => {
  const { control, mint, send } = aSimulator();
  const made = (await (
    await control('POST', '/accounts', { username: 'new.one', type: 'MEDIA_CREATOR' })
  ).json()) as { id: string };
  expect(made.id).toMatch(/^178414\d{11}$/);
  const { access_token } = await mint('new.one');
  const response = await send(`/graph.instagram.com/me?fields=user_id&access_token=${access_token}`);
  expect(await response.json()).toMatchObject({ user_id: made.id });
});

test('an app keeps what a change does not name', async () => {
  const { control } = aSimulator();
  await control('PUT', `/apps/${demoApp.id}`, { deauthorizeUrl: 'https://app.example/d' });
  const app = await (await control('PUT', `/apps/${demoApp.id}`, { flags: { revoke: 'refuse' } })).json();
  expect(app).toMatchObject({
    secret: demoApp.secret,
    deauthorizeUrl: 'https://app.example/d',
    flags: { revoke: 'refuse', loopbackRedirects: true },
  });
});

test.each([
  ['POST', '/faults', { host: 'graph.instagram.com', path: '/me', kind: 'typo' }, 400],
  ['POST', '/tokens', { appId: 'nobody', account: accounts.business }, 404],
  ['POST', '/accounts', { username: 'linden.ceramics' }, 409],
  ['PUT', `/apps/${demoApp.id}`, { flags: { typo: true } }, 400],
])('%s %s %o is refused with a sentence', async (method, path, body, status) => {
  const { control } = aSimulator();
  const response = await control(method, path, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
});

test('a page of another site cannot control the simulator', async () => {
  const { send, simulator, mint } = aSimulator();
  await mint(accounts.business);
  const response = await send('/_simulator/reset', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(response.status).toBe(403);
  expect(simulator.world.tokens.size).toBe(1);
});

test('a form on the control page does its work and shows the page again', async () => {
  const { send, simulator } = aSimulator();
  const before = simulator.world.now();
  const response = await send('/_simulator/clock', {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams({ advanceSeconds: '3600' }),
  });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/_simulator');
  expect(simulator.world.now() - before).toBe(3_600_000);
});

test('a browser that opens an address of the API sees its answer', async () => {
  const { send } = aSimulator();
  const response = await send('/_simulator/healthz', { headers: { accept: 'text/html' } });
  expect(response.status).toBe(200);
});

test('healthz tells the run id a starter gave', async () => {
  const { control } = aSimulator({ runId: 'run-7' });
  expect(await (await control('GET', '/healthz')).json()).toEqual({ status: 'ok', runId: 'run-7' });
});

test('the control page shows webhooks, callbacks, limits and what moves the clock, with foreign text escaped', async () => {
  const { send, control, simulator, mint } = aSimulator({
    fetch: (input) => {
      const challenge = new URL(new Request(input).url).searchParams.get('hub.challenge');
      return Promise.resolve(
        new Response(challenge ?? '<script>alert(1)</script>', { status: challenge ? 200 : 500 }),
      );
    },
  });
  const callbackUrl = 'https://app.example/hook';
  await control('PUT', `/apps/${demoApp.id}/webhooks/instagram`, {
    callbackUrl,
    verifyToken: 'kept to ourselves',
  });
  await control('POST', '/webhooks/samples', { appId: demoApp.id, field: 'comments' });
  await control('PUT', `/apps/${demoApp.id}`, { deauthorizeUrl: 'https://app.example/bye' });
  await mint(accounts.business);
  await control('PATCH', `/accounts/${accounts.business}`, { tokens: 'removed' });
  await control('PUT', '/limits', { appId: demoApp.id, kind: 'app', calls: 7 });
  const page = await (await send('/_simulator')).text();
  expect(page).toContain(callbackUrl);
  expect(page).toContain('waiting, 1 try');
  expect(page).toContain('https://app.example/bye');
  expect(page).toContain('7 calls in 3600 seconds');
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('kept to ourselves');
  expect(simulator.world.deliveries.size).toBe(2);
});

test('the form stops the clock, lets it run and sets it', async () => {
  const { send, simulator } = aSimulator();
  const post = (fields: Record<string, string>) =>
    send('/_simulator/clock', {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams(fields),
    });
  await post({ freeze: 'true' });
  expect(simulator.world.clock.frozenAtMs).toBeDefined();
  await post({ freeze: 'false' });
  expect(simulator.world.clock.frozenAtMs).toBeUndefined();
  await post({ at: '2026-12-24T18:00' });
  expect(simulator.world.now()).toBe(Date.UTC(2026, 11, 24, 18));
});

test('an instant that is none is refused, and so is a clock moved beyond the year 9999', async () => {
  const { control, simulator } = aSimulator();
  const before = simulator.world.now();
  for (const change of [{ at: 'tomorrow' }, { advanceSeconds: 1e300 }, { advanceSeconds: 'x' }]) {
    expect((await control('POST', '/clock', change)).status).toBe(400);
  }
  expect(simulator.world.now()).toBe(before);
});
