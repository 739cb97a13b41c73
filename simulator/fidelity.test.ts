import { expect, test } from 'vitest';
import { readFidelityRows } from './read-fidelity-rows.ts';
import { routes } from './routes.ts';

const rows = readFidelityRows();

/** The rows by route: `GET graph.instagram.com/:node`. `graph.*` means both Graph hosts. */
function listRows(): string[] {
  return rows.flatMap(({ row }) =>
    row.includes(' graph.*/')
      ? ['graph.instagram.com', 'graph.facebook.com'].map((host) => row.replace('graph.*', host))
      : [row],
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
  const listed = listRows();
  expect(listMounted().filter((route) => !listed.includes(route))).toEqual([]);
});

test('every row of FIDELITY.md names a route that is mounted', () => {
  const mounted = listMounted();
  expect(listRows().filter((row) => !mounted.includes(row))).toEqual([]);
});

test('every row says same or simplified', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(new Set(rows.map(({ fidelity }) => fidelity))).toEqual(new Set(['same', 'simplified']));
});

test('every row names its source, and of when it is', () => {
  const undated = rows.filter(({ source }) => !/\w.*20\d\d|v\d\d\.0/.test(source));
  expect(undated.map(({ row, source }) => `${row}: ${source}`)).toEqual([]);
});
