import { expect, test } from 'vitest';
import { aFacebook, graph, pages } from '../../test-facebook.ts';
import { accounts, readError } from '../../fixture.ts';

type Part = { code: number; headers?: { name: string; value: string }[]; body: string } | null;

async function aBatch() {
  const facebook = aFacebook();
  const token = await facebook.logIn();
  const post = (operations: unknown, more: Record<string, string> = {}) =>
    facebook.send(`${graph}/`, {
      method: 'POST',
      body: new URLSearchParams({ access_token: token, batch: JSON.stringify(operations), ...more }),
    });
  const batch = async (operations: unknown, more: Record<string, string> = {}) =>
    (await (await post(operations, more)).json()) as Part[];
  return { ...facebook, token, post, batch };
}

const bodyOf = (part: Part | undefined): unknown => JSON.parse(part?.body ?? 'null');

test('each operation has its own status, headers and body as text', async () => {
  const { batch } = await aBatch();
  const [me, nothing] = await batch([
    { method: 'GET', relative_url: 'me?fields=name' },
    { relative_url: '/v24.0/1' },
  ]);
  expect(me).toMatchObject({ code: 200, body: expect.any(String) });
  expect(bodyOf(me)).toMatchObject({ name: 'Marta Linden' });
  expect(me?.headers).toContainEqual({ name: 'facebook-api-version', value: 'v25.0' });
  expect(nothing?.code).toBe(400);
  expect(nothing?.headers).toContainEqual({ name: 'facebook-api-version', value: 'v24.0' });
  expect(bodyOf(nothing)).toMatchObject({ error: { code: 100, error_subcode: 33 } });
});

test('include_headers=false leaves the headers out', async () => {
  const { batch } = await aBatch();
  const [part] = await batch([{ relative_url: 'me' }], { include_headers: 'false' });
  expect(part).not.toHaveProperty('headers');
});

test('POST and DELETE work inside, with their parameters in the body', async () => {
  const { batch, token, pageToken, read } = await aBatch();
  const page = await pageToken(token, pages.linden);
  const subscribe = {
    method: 'POST',
    relative_url: `${pages.linden}/subscribed_apps`,
    body: `subscribed_fields=feed&access_token=${page}`,
  };
  expect(bodyOf((await batch([subscribe]))[0])).toEqual({ success: true });
  expect(await read(`/${pages.linden}/subscribed_apps`, page)).toMatchObject({
    data: [{ subscribed_fields: ['feed'] }],
  });
  const remove = { method: 'DELETE', relative_url: `${pages.linden}/subscribed_apps?access_token=${page}` };
  expect(bodyOf((await batch([remove]))[0])).toEqual({ success: true });
});

test('an operation may bring a token of its own', async () => {
  const { batch, logIn } = await aBatch();
  const ilse = await logIn({ person: 'ilse' });
  const parts = await batch([
    { relative_url: 'me' },
    { relative_url: 'me', access_token: ilse },
    { relative_url: `me?access_token=${ilse}` },
  ]);
  expect(parts.map((part) => (bodyOf(part) as { name: string }).name)).toEqual([
    'Marta Linden',
    'Ilse Harbour',
    'Ilse Harbour',
  ]);
});

test('a result feeds the next operation, and is left out of the answer', async () => {
  const { batch } = await aBatch();
  const [first, second] = await batch([
    { name: 'pages', relative_url: 'me/accounts?fields=id' },
    { relative_url: '?ids={result=pages:$.data.*.id}&fields=name' },
  ]);
  expect(first).toBeNull();
  expect(bodyOf(second)).toMatchObject({
    [pages.linden]: { name: 'Linden Ceramics' },
    [pages.saltmarsh]: { name: 'Saltmarsh Walks' },
  });
});

test('omit_response_on_success=false keeps the result', async () => {
  const { batch } = await aBatch();
  const [first, second] = await batch([
    { name: 'pages', relative_url: 'me/accounts?fields=id&limit=1', omit_response_on_success: false },
    { relative_url: '{result=pages:$.data[0].id}' },
  ]);
  expect(first?.code).toBe(200);
  expect(bodyOf(second)).toMatchObject({ name: 'Linden Ceramics' });
});

test('what depends on a failure is not done, and the failure is told', async () => {
  const { batch } = await aBatch();
  const [first, second, third] = await batch([
    { name: 'first', relative_url: '1' },
    { relative_url: 'me/permissions', method: 'DELETE', depends_on: 'first' },
    { relative_url: 'me', depends_on: 'nobody' },
  ]);
  expect(first?.code).toBe(400);
  for (const part of [second, third]) {
    expect(bodyOf(part)).toMatchObject({ error: { type: 'GraphBatchException' } });
  }
  expect(bodyOf((await batch([{ relative_url: 'me' }]))[0])).toMatchObject({ name: 'Marta Linden' });
});

test('operations that wait for each other are refused and do not hang', async () => {
  const { batch } = await aBatch();
  const parts = await batch([
    { name: 'a', relative_url: 'me', depends_on: 'b' },
    { name: 'b', relative_url: 'me', depends_on: 'a' },
  ]);
  expect(parts.map((part) => part?.code)).toEqual([400, 400]);
});

test('an operation whose connection is lost is null', async () => {
  const { batch, control } = await aBatch();
  await control('POST', '/faults', {
    host: 'graph.facebook.com',
    path: `/${accounts.business}`,
    kind: 'reset',
  });
  const [lost, me] = await batch([{ relative_url: accounts.business }, { relative_url: 'me' }]);
  expect(lost).toBeNull();
  expect(me?.code).toBe(200);
});

test.each([
  ['51 operations', Array.from({ length: 51 }, () => ({ relative_url: 'me' }))],
  ['none', []],
  ['no list', { relative_url: 'me' }],
  ['an operation that is text', ['me']],
  ['an operation without an address', [{ method: 'GET' }]],
])('%s refuse the batch', async (_case, operations) => {
  const { post } = await aBatch();
  const answer = await post(operations);
  expect(answer.status).toBe(400);
  expect(await readError(answer)).toMatchObject({ type: 'GraphBatchException' });
});

test('50 operations are taken', async () => {
  const { batch } = await aBatch();
  const parts = await batch(Array.from({ length: 50 }, () => ({ relative_url: 'me' })));
  expect(parts.every((part) => part?.code === 200)).toBe(true);
});

const one = '[{"relative_url":"me"}]';

test.each([
  ['a batch', { method: 'POST', relative_url: '', body: `batch=${one}` }],
  ['a batch behind a dot', { method: 'POST', relative_url: `.//?batch=${one}` }],
  ['another host', { relative_url: '../../_simulator/state' }],
  ['an unknown method', { method: 'TRACE', relative_url: 'me' }],
])('%s inside a batch is refused there', async (_case, operation) => {
  const { batch } = await aBatch();
  const [part, me] = await batch([operation, { relative_url: 'https://graph.facebook.com/me' }]);
  expect(part?.code).toBe(400);
  expect(me?.code).toBe(200);
});

test('without batch the parameter is asked for', async () => {
  const { send, token } = await aBatch();
  const answer = await send(`${graph}/?access_token=${token}`, { method: 'POST' });
  expect(await readError(answer)).toMatchObject({ message: 'The parameter batch is required.' });
});

test('a batch works on the host itself too, and links of its pages lead back there', async () => {
  const { simulator, token } = await aBatch();
  const response = await simulator.fetch(
    new Request('http://simulator.test/v25.0/', {
      method: 'POST',
      headers: { 'x-forwarded-host': 'graph.facebook.com' },
      body: new URLSearchParams({
        access_token: token,
        batch: JSON.stringify([{ relative_url: 'me/accounts?limit=1' }]),
      }),
    }),
  );
  const [part] = (await response.json()) as Part[];
  expect(bodyOf(part)).toMatchObject({
    paging: { next: expect.stringMatching(/^https:\/\/graph\.facebook\.com\/v25\.0\//) },
  });
});

test.each(['GET', 'POST'])('%s with method=DELETE is a DELETE', async (method) => {
  const { ask, token } = await aBatch();
  expect(await (await ask('/me/permissions?method=delete', token, { method })).json()).toEqual({
    success: true,
  });
  expect(await readError(await ask('/me', token))).toMatchObject({ error_subcode: 458 });
});

test('GET with method=POST is a POST, and any other name is ignored', async () => {
  const { ask, token, pageToken } = await aBatch();
  const page = await pageToken(token, pages.linden);
  const path = `/${pages.linden}/subscribed_apps?subscribed_fields=feed`;
  expect(await (await ask(`${path}&method=PATCH`, page)).json()).toEqual({ data: [] });
  expect(await (await ask(`${path}&method=POST`, page)).json()).toEqual({ success: true });
});
