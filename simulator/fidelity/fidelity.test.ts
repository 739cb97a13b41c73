import { expect, test } from 'vitest';
import { baseUrl } from '../fixture.ts';
import { matchPath } from '../route.ts';
import { routes } from '../routes.ts';
import { readFidelityRows } from '../read-fidelity-rows.ts';
import type { FidelityCase } from './fidelity-case.ts';
import { cookies, setScene } from './scene.ts';
import { sections } from './sections.ts';

/*
 * The rows of FIDELITY.md, each shown: what it answers, and what it refuses. A row without cases fails here, and so does a case
 * whose request would reach another route than its row's.
 */

const rows = readFidelityRows();
const cases = Object.assign({}, ...sections) as (typeof sections)[number];

/** `graph.*` is both Graph hosts. */
function hostsOf(row: string): string[] {
  const host = row.split(/[ /]/)[1] ?? '';
  return host === 'graph.*' ? ['graph.instagram.com', 'graph.facebook.com'] : [host];
}

const runs = Object.entries(cases).flatMap(([row, { answers, refusals }]) =>
  [...answers, ...(typeof refusals === 'string' ? [] : refusals)].flatMap((each) =>
    hostsOf(row)
      .filter((host) => each.only === undefined || host === `graph.${each.only}.com`)
      .map((host) => [`${row.replace('graph.*', host)}: ${each.says}`, { row, host, each }] as const),
  ),
);

test.each(runs)('%s', async (_title, { row, host, each }) => {
  const [method = ''] = row.split(' ');
  const scene = await setScene();
  await each.given?.(scene);
  const path = await scene.fill(each.path);
  expect(firstRouteOf(method, host, path.split('?')[0] ?? '')).toBe(row.replace(/^\S+ [^/]+/, ''));

  const version = host.startsWith('graph.') ? '/v25.0' : '';
  const token = tokenOf(each, host, scene.tokens);
  const form = Object.entries(each.form ?? {}).map(async ([name, text]) => [name, await scene.fill(text)]);
  const response = await scene.simulator.fetch(`${baseUrl}/${host}${version}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(each.signedIn && { cookie: cookies }),
      ...each.headers,
    },
    ...(each.form && { body: new URLSearchParams(Object.fromEntries(await Promise.all(form))) }),
  });
  const text = await response.text();

  expect(response.status, text.slice(0, 500)).toBe(each.status);
  const body = each.json && (JSON.parse(text) as Record<string, unknown>);
  if (each.json)
    expect(each.status >= 400 && body?.['error'] ? body['error'] : body).toMatchObject(each.json);
  if (each.page) expect(text).toMatch(each.page);
  if (each.location) expect(response.headers.get('location')).toMatch(each.location);
  await scene.simulator.close();
});

function tokenOf(
  { token }: FidelityCase,
  host: string,
  tokens: Awaited<ReturnType<typeof setScene>>['tokens'],
): string | undefined {
  if (token === 'none' || !(host.startsWith('graph.') || host.startsWith('rupload.'))) return undefined;
  const own = host === 'graph.instagram.com' ? 'instagram' : 'user';
  // The other login's token: neither host can read it.
  if (token === 'foreign') return tokens[own === 'user' ? 'instagram' : 'user'];
  return tokens[token ?? own];
}

function firstRouteOf(method: string, host: string, path: string): string | undefined {
  return routes.find(
    (route) => route.host === host && route.method === method && matchPath(route.path, path) !== undefined,
  )?.path;
}

test('every row has a case that is answered', () => {
  expect(rows.filter(({ row }) => !cases[row]?.answers.length).map(({ row }) => row)).toEqual([]);
});

test('every row has a case that is refused, or says why nothing can be', () => {
  expect(rows.filter(({ row }) => !cases[row]?.refusals.length).map(({ row }) => row)).toEqual([]);
});

test('every case belongs to a row', () => {
  const known = new Set(rows.map(({ row }) => row));
  expect(Object.keys(cases).filter((row) => !known.has(row))).toEqual([]);
});

test('an answer is below 400, and a refusal above it, sent back with an error, or a page that says so', () => {
  const wrong = Object.entries(cases).flatMap(([row, { answers, refusals }]) => [
    ...answers.filter(({ status }) => status >= 400).map(({ says }) => `${row}: ${says}`),
    ...(typeof refusals === 'string' ? [] : refusals)
      .filter(({ status, page, location, json }) => status < 400 && !page && !location && !json)
      .map(({ says }) => `${row}: ${says}`),
  ]);
  expect(wrong).toEqual([]);
});
