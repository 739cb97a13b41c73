import { expect, test } from 'vitest';
import { readBoolean, readRequest } from './read-request.ts';

const url = 'http://simulator.test/me?from=query&both=query';

const aMultipart = () => {
  const form = new FormData();
  form.set('both', 'form');
  return form;
};

test.each([
  ['urlencoded', new URLSearchParams({ both: 'form' }), undefined],
  ['multipart', aMultipart(), undefined],
  ['JSON', '{"both":"form"}', 'application/json'],
])('query and %s body are mixed and the body wins', async (_kind, body, type) => {
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
  const { params } = await readRequest(new Request(url, { method: 'POST', body, headers }));
  expect(Object.fromEntries(params)).toEqual({ from: 'query', both: 'form' });
});

test('members of a JSON body that are not text keep their JSON spelling', async () => {
  const body = '{"user_tags":[{"username":"a"}],"flag":true,"none":null}';
  const request = new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(Object.fromEntries((await readRequest(request)).form)).toEqual({
    user_tags: '[{"username":"a"}]',
    flag: 'true',
  });
});

test('a body that is not what it says counts as empty', async () => {
  const headers = { 'content-type': 'application/json' };
  const { form } = await readRequest(new Request(url, { method: 'POST', body: '{"both', headers }));
  expect(form.size).toBe(0);
});

test.each([
  ['Bearer header', { headers: { authorization: 'Bearer t-1' } }],
  ['OAuth header', { headers: { authorization: 'OAuth t-1' } }],
  ['form', { method: 'POST', body: new URLSearchParams({ access_token: 't-1' }) }],
])('the token is found in the %s', async (_place, init) => {
  expect((await readRequest(new Request(url, init))).accessToken).toBe('t-1');
});

test('booleans are read in any spelling', () => {
  const params = new Map([
    ['a', 'TRUE'],
    ['b', '1'],
    ['c', 'false'],
  ]);
  expect(['a', 'b', 'c', 'd'].map((name) => readBoolean(params, name, true))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
