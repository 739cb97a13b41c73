import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from './routes.ts';

const page = readFileSync(new URL('FIDELITY.md', import.meta.url), 'utf8');

/** First cells of the tables that name an endpoint: `GET graph.instagram.com/:node`. `graph.*` means both Graph hosts. */
function readRows(): string[] {
  const cells = [...page.matchAll(/^\| ((?:GET|POST|PUT|PATCH|DELETE) \S+) \|/gm)].map(
    (match) => match[1] ?? '',
  );
  return cells.flatMap((cell) =>
    cell.includes(' graph.*/')
      ? ['graph.instagram.com', 'graph.facebook.com'].map((host) => cell.replace('graph.*', host))
      : [cell],
  );
}

/** The simulator's own paths are in its OpenAPI document instead. */
function listMounted(): string[] {
  return [
    ...new Set(
      routes
        .filter((route) => route.host !== 'simulator')
        .map((route) => `${route.method} ${route.host}${route.path}`),
    ),
  ];
}

test('every mounted route of a Meta host has a row in FIDELITY.md', () => {
  const rows = readRows();
  expect(listMounted().filter((route) => !rows.includes(route))).toEqual([]);
});

test('every row of FIDELITY.md names a route that is mounted', () => {
  const mounted = listMounted();
  expect(readRows().filter((row) => !mounted.includes(row))).toEqual([]);
});

test('every row says same or simplified', () => {
  const fidelities = [...page.matchAll(/^\| (?:GET|POST|PUT|PATCH|DELETE) \S+ \| (\S+) \|/gm)].map(
    (match) => match[1],
  );
  expect(fidelities.length).toBeGreaterThan(20);
  expect(new Set(fidelities)).toEqual(new Set(['same', 'simplified']));
});
