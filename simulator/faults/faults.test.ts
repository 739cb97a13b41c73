import { expect, test } from 'vitest';
import { accounts, aSimulator, baseUrl } from '../fixture.ts';

const here = { host: 'graph.instagram.com', path: '/me' };

async function aFaultySimulator(fault: Record<string, unknown>) {
  const house = aSimulator();
  const { access_token } = await house.mint(accounts.business);
  const answer = await house.control('POST', '/faults', { ...here, ...fault });
  expect(answer.status).toBe(200);
  return { ...house, read: () => house.send(`/graph.instagram.com/v25.0/me?access_token=${access_token}`) };
}

test('a fault is met as often as told and then no more', async () => {
  const { read, control } = await aFaultySimulator({ kind: 'status', status: 503, times: 2 });
  const statuses = [await read(), await read(), await read()].map((response) => response.status);
  expect(statuses).toEqual([503, 503, 200]);
  expect(await (await control('GET', '/faults')).json()).toEqual({ faults: [] });
});

test('a fault keeps to its path and method', async () => {
  const { send } = await aFaultySimulator({ kind: 'status', status: 503, method: 'POST', path: '/*/media' });
  const statusOf = async (path: string, method: string) =>
    (await send(`/graph.instagram.com/v25.0${path}`, { method })).status;
  expect(await statusOf('/me/media', 'GET')).toBe(400);
  expect(await statusOf('/me/media_publish', 'POST')).toBe(400);
  expect(await statusOf('/me/media', 'POST')).toBe(503);
});

test('a fault keeps to the requests whose query holds its text', async () => {
  const { send } = await aFaultySimulator({
    kind: 'status',
    status: 503,
    path: '/*/insights',
    query: 'reposts',
  });
  const statusOf = async (metric: string) =>
    (await send(`/graph.instagram.com/v25.0/1/insights?metric=${encodeURIComponent(metric)}`)).status;
  expect(await statusOf('reach,views')).toBe(400);
  expect(await statusOf('reach,reposts')).toBe(503);
});

test('reset rejects like a fetch whose connection was cut', async () => {
  const { read } = await aFaultySimulator({ kind: 'reset' });
  await expect(read()).rejects.toThrow(new TypeError('fetch failed'));
});

test('actThenDrop does what was asked and loses the answer', async () => {
  const { send, simulator, mint } = await aFaultySimulator({
    kind: 'actThenDrop',
    method: 'DELETE',
    path: '/me/permissions',
  });
  const { access_token } = await mint(accounts.business);
  const path = `/graph.instagram.com/me/permissions?access_token=${access_token}`;
  await expect(send(path, { method: 'DELETE' })).rejects.toThrow('fetch failed');
  expect(simulator.world.tokens.get(access_token)?.state).toBe('removed');
});

test('reset does nothing of what was asked', async () => {
  const { send, simulator, mint } = await aFaultySimulator({ kind: 'reset', path: '/me/permissions' });
  const { access_token } = await mint(accounts.business);
  const path = `/graph.instagram.com/me/permissions?access_token=${access_token}`;
  await expect(send(path, { method: 'DELETE' })).rejects.toThrow('fetch failed');
  expect(simulator.world.tokens.get(access_token)?.state).toBe('live');
});

test('hang ends with the abort of the request', async () => {
  const { simulator } = await aFaultySimulator({ kind: 'hang' });
  const stop = new AbortController();
  const asked = simulator.fetch(new Request(`${baseUrl}/graph.instagram.com/me`, { signal: stop.signal }));
  stop.abort();
  await expect(asked).rejects.toThrow('fetch failed');
});

test.each([{ kind: 'hang' }, { kind: 'latency', seconds: 3600 }])(
  'closing the simulator ends $kind',
  async (fault) => {
    const { read, simulator } = await aFaultySimulator(fault);
    const asked = read();
    await simulator.close();
    await expect(asked).rejects.toThrow('fetch failed');
  },
);

test('latency answers as usual in the end', async () => {
  const { read } = await aFaultySimulator({ kind: 'latency', seconds: 0.01 });
  expect((await read()).status).toBe(200);
});

test('slowBody sends the whole body piece by piece', async () => {
  const { read } = await aFaultySimulator({ kind: 'slowBody', seconds: 0.05 });
  const response = await read();
  let pieces = 0;
  let text = '';
  for await (const piece of response.body ?? []) {
    pieces += 1;
    text += new TextDecoder().decode(piece);
  }
  expect(pieces).toBeGreaterThan(1);
  expect(JSON.parse(text)).toHaveProperty('id');
});

test('truncated breaks off after half of the body', async () => {
  const { read } = await aFaultySimulator({ kind: 'truncated' });
  await expect((await read()).text()).rejects.toThrow('cut the connection');
});

test.each([
  [{ kind: 'body', body: '{"id":', status: 200 }, 200, /^\{"id":$/],
  [{ kind: 'html' }, 502, /^<!DOCTYPE html>/],
  [{ kind: 'oversized', sizeBytes: 2_000_000 }, 200, /^\{"padding":"x{2000000}"\}$/],
  [{ kind: 'redirect', location: 'https://elsewhere.example/' }, 302, /^$/],
])('%o answers with status %i', async (fault, status, body) => {
  const { read } = await aFaultySimulator(fault);
  const response = await read();
  expect(response.status).toBe(status);
  expect(await response.text()).toMatch(body);
});

test("a redirect rejects a fetch that asked for redirect: 'error'", async () => {
  const { simulator } = await aFaultySimulator({ kind: 'redirect', location: 'https://elsewhere.example/' });
  const asked = simulator.fetch('https://graph.instagram.com/me', { redirect: 'error' });
  await expect(asked).rejects.toThrow('fetch failed');
});

test('the journal names the fault a request met', async () => {
  const { read, control } = await aFaultySimulator({ kind: 'reset' });
  await expect(read()).rejects.toThrow();
  const { requests } = (await (await control('GET', '/journal')).json()) as { requests: unknown[] };
  expect(requests).toMatchObject([{ host: here.host, path: '/me', method: 'GET', fault: 'reset' }]);
  expect(requests[0]).not.toHaveProperty('status');
});
