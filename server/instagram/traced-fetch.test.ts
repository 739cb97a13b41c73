import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { tracedFetch } from './traced-fetch.ts';

const address =
  'https://graph.instagram.com/access_token?client_secret=first-secret&access_token=second-secret';
const answers: typeof fetch = async () => new Response('{"access_token":"third-secret"}', { status: 400 });

function traceTo(lines: string[], fetchIt: typeof fetch, level = 'trace'): typeof fetch {
  return tracedFetch(
    fetchIt,
    createLog(level, (line) => lines.push(line)),
  );
}

test('a call is a line with where it went and how it ended', async () => {
  const lines: string[] = [];

  await traceTo(lines, answers)(address);

  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      level: 10,
      method: 'GET',
      host: 'graph.instagram.com',
      path: '/access_token',
      status: 400,
      msg: 'instagram answered',
    }),
  ]);
});

test('of a call without an answer the line says so, and the caller hears of it', async () => {
  const lines: string[] = [];
  const lost = new TypeError('fetch failed', { cause: new Error(`no way to ${address}`) });

  const call = traceTo(lines, () => Promise.reject(lost))(new URL(address), { method: 'POST' });

  await expect(call).rejects.toBe(lost);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'POST', msg: 'instagram did not answer' });
});

test('nothing that may be secret is in a line', async () => {
  const lines: string[] = [];

  await traceTo(lines, answers)(address, {
    method: 'POST',
    headers: { authorization: 'Bearer fourth-secret' },
    body: 'fb_exchange_token=fifth-secret',
  });

  expect(lines.join('')).toContain('access_token');
  expect(lines.join('')).not.toMatch(/secret/);
});

test('above trace nothing stands between the client and its fetch', () => {
  expect(traceTo([], answers, 'debug')).toBe(answers);
});
