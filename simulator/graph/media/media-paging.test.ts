import { expect, test } from 'vitest';
import { cutPage } from './media-paging.ts';

const items = (count: number) => Array.from({ length: count }, (_, i) => ({ id: String(i) }));

function pageOf(all: { id: string }[], request: Parameters<typeof cutPage>[1]) {
  const cut = cutPage(all, request);
  if ('refusal' in cut) throw new Error(cut.refusal.message);
  return cut.page;
}

test('a page is 25 long when no limit is given', () => {
  expect(pageOf(items(30), {}).items).toHaveLength(25);
});

test('a limit above 100 is served as 100', () => {
  expect(pageOf(items(150), { limit: '500' }).items).toHaveLength(100);
});

test('following the after cursor walks through every item once', () => {
  const all = items(7);
  const walked: string[] = [];

  let page = pageOf(all, { limit: '3' });
  walked.push(...page.items.map((item) => item.id));
  while (page.hasNext) {
    page = pageOf(all, { limit: '3', after: page.cursors?.after });
    walked.push(...page.items.map((item) => item.id));
  }

  expect(walked).toEqual(all.map((item) => item.id));
});

test('the before cursor leads back to the page in front', () => {
  const second = pageOf(items(7), { limit: '3', after: pageOf(items(7), { limit: '3' }).cursors?.after });

  const back = pageOf(items(7), { limit: '3', before: second.cursors?.before });

  expect(back.items.map((item) => item.id)).toEqual(['0', '1', '2']);
  expect([second.hasPrevious, back.hasPrevious]).toEqual([true, false]);
});

test('the last page still carries cursors and no next page', () => {
  const page = pageOf(items(3), { limit: '3' });

  expect(page.cursors?.after).toMatch(/^QVFI.+ZD$/);
  expect(page.hasNext).toBe(false);
});

test('an empty list has no cursors', () => {
  expect(pageOf([], {})).toEqual({ items: [], cursors: undefined, hasNext: false, hasPrevious: false });
});

test.each([{ limit: '0' }, { limit: 'many' }, { after: 'QVFInope' }, { before: 'QVFInope' }])(
  'the request %o is refused with code 100',
  (request) => {
    expect(cutPage(items(3), request)).toMatchObject({ refusal: { code: 100 } });
  },
);

test.each([
  ['all that a page has shown', (id: string) => Number(id) > 2],
  ['the last of it alone', (id: string) => id !== '2'],
])('reading on after deleting %s loses nothing', (_what, isKept) => {
  const all = items(7);
  const first = pageOf(all, { limit: '3' });

  const left = all.filter(({ id }) => isKept(id));
  const second = pageOf(left, { limit: '3', after: first.cursors?.after });

  expect(second.items.map((item) => item.id)).toEqual(['3', '4', '5']);
});

test('what is new at the front does not move a cursor', () => {
  const after = pageOf(items(7), { limit: '3' }).cursors?.after;

  const second = pageOf([{ id: 'new' }, ...items(7)], { limit: '3', after });

  expect(second.items.map((item) => item.id)).toEqual(['3', '4', '5']);
});

test('a limit of any size is served as the most', () => {
  expect(pageOf(items(150), { limit: '999999999999999' }).items).toHaveLength(100);
});
