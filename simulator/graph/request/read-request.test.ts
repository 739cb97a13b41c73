import { request as sendByHand } from 'node:http';
import { expect, test } from 'vitest';
import { startSimulator } from '../../serve.ts';
import { readBoolean, readRequest } from './read-request.ts';

const url = 'http://simulator.test/me?from=query&both=query';

const aMultipart = () => {
  const form = new FormData();
  form.set('both', 'form');
  form.set('source', new Blob(['bytes']), 'a.jpg');
  return form;
};

const aJson = (body: string) =>
  new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

test.each([
  ['urlencoded', new URLSearchParams({ both: 'form' }), undefined],
  ['multipart', aMultipart(), undefined],
  ['JSON', '{"both":"form"}', 'application/json; charset=utf-8'],
])('query and %s body are mixed and the body wins', async (_kind, body, type) => {
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
  const { params } = await readRequest(new Request(url, { method: 'POST', body, headers }));
  expect(Object.fromEntries(params)).toEqual({ from: 'query', both: 'form' });
});

test('members of a JSON body that are not text keep their JSON spelling', async () => {
  const { form } = await readRequest(aJson('{"user_tags":[{"username":"a"}],"flag":true,"none":null}'));
  expect(Object.fromEntries(form)).toEqual({ user_tags: '[{"username":"a"}]', flag: 'true' });
});

test('an id that a JSON body writes as a bare number keeps all its digits', async () => {
  const { form } = await readRequest(
    aJson('{"creation_id":17889455560051444,"children":[17889455560051445]}'),
  );
  expect(Object.fromEntries(form)).toEqual({
    creation_id: '17889455560051444',
    children: '["17889455560051445"]',
  });
});

test.each([
  ['a list without places', 'children[]=a&children[]=b', { children: '["a","b"]' }],
  ['a list with places', 'children[1]=b&children[0]=a', { children: '["a","b"]' }],
  [
    'a list of objects',
    'user_tags[0][username]=x&user_tags[0][x]=0.5',
    { user_tags: '[{"username":"x","x":"0.5"}]' },
  ],
  ['an object', 'recipient[comment_id]=1', { recipient: '{"comment_id":"1"}' }],
  ['a hostile name', 'a[__proto__][b]=1', { a: '{"__proto__":{"b":"1"}}' }],
])('%s in brackets is gathered under the bare name', async (_kind, body, expected) => {
  const request = new Request('http://simulator.test/me', {
    method: 'POST',
    body: new URLSearchParams(body),
  });
  expect(Object.fromEntries((await readRequest(request)).form)).toEqual(expected);
});

test.each([
  ['cut JSON', '{"both', 'application/json'],
  ['JSON deeper than the stack', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'application/json'],
  ['a JSON list', '["both"]', 'application/json'],
  ['a multipart body without boundary', 'both=form', 'multipart/form-data'],
  ['a picture', 'both=form', 'image/jpeg'],
  ['17 MiB', `both=${'x'.repeat(17 * 1024 * 1024)}`, 'application/x-www-form-urlencoded'],
])('%s counts as empty', async (_kind, body, type) => {
  const { form } = await readRequest(
    new Request(url, { method: 'POST', body, headers: { 'content-type': type } }),
  );
  expect(form.size).toBe(0);
});

test('a body that is left unread is there for the route', async () => {
  const request = new Request(url, { method: 'POST', body: 'bytes' });
  await readRequest(request, { leaveBody: true });
  expect(await request.text()).toBe('bytes');
});

test.each([
  ['Bearer header', { headers: { authorization: 'Bearer t-1' } }],
  ['OAuth header', { headers: { authorization: 'OAuth t-1' } }],
  ['form', { method: 'POST', body: new URLSearchParams({ access_token: 't-1' }) }],
  [
    'JSON body',
    { method: 'POST', body: '{"access_token":"t-1"}', headers: { 'content-type': 'application/json' } },
  ],
])('the token is found in the %s', async (_place, init) => {
  expect((await readRequest(new Request(url, init))).accessToken).toBe('t-1');
});

test('booleans are read in any spelling', () => {
  const params = new Map([
    ['a', 'TRUE'],
    ['b', '1'],
    ['c', 'false'],
    ['e', '"true"'],
  ]);
  expect(['a', 'b', 'c', 'd', 'e'].map((name) => readBoolean(params, name, true))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
});

test('a GET may send its parameters and its token as a JSON body', async () => {
  const running = await startSimulator({ port: 0 });
  const minted = await fetch(`${running.url}/_simulator/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ appId: '1784140000000042', account: 'linden.ceramics' }),
  });
  const { access_token } = (await minted.json()) as { access_token: string };

  const answer = await getWithBody(`${running.url}/graph.instagram.com//v25.0//me`, {
    fields: 'username',
    access_token,
  });

  expect(JSON.parse(answer)).toMatchObject({ username: 'linden.ceramics' });
  await running.close();
});

function getWithBody(address: string, body: unknown): Promise<string> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const asked = sendByHand(address, { method: 'GET', headers }, (response) => {
      response.setEncoding('utf8');
      let answer = '';
      response.on('data', (piece: string) => (answer += piece));
      response.on('end', () => resolve(answer));
    });
    asked.on('error', reject);
    asked.end(text);
  });
}
