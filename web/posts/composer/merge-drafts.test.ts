import { expect, test } from 'vitest';
import { emptyDraft, newItem, type Draft } from './draft.ts';
import { mergeDrafts } from './merge-drafts.ts';

const base = { ...emptyDraft('one'), caption: 'Three cups', firstComment: 'Cone 10' };
const merge = (mine: Partial<Draft>, theirs: Partial<Draft>) =>
  mergeDrafts(base, { ...base, ...mine }, { ...base, ...theirs });

test('what only they changed is taken over, and named', () => {
  expect(merge({ caption: 'Four cups' }, { firstComment: 'Cone 9' })).toEqual({
    draft: { ...base, caption: 'Four cups', firstComment: 'Cone 9' },
    taken: ['firstComment'],
    clashes: [],
  });
});

test('what both changed differently clashes, and mine stands meanwhile', () => {
  expect(merge({ caption: 'Four cups' }, { caption: 'Five cups' })).toEqual({
    draft: { ...base, caption: 'Four cups' },
    taken: [],
    clashes: ['caption'],
  });
});

test('the same change by both is no clash', () => {
  expect(merge({ caption: 'Four cups' }, { caption: 'Four cups' })).toMatchObject({ taken: [], clashes: [] });
});

test('their order of pictures against my words for one of them is a clash of the pictures alone', () => {
  const [a, b] = [newItem('a'), newItem('b')];
  const start = { ...base, items: [a, b] };

  const merged = mergeDrafts(
    start,
    { ...start, items: [{ ...a, altText: 'A cup' }, b] },
    { ...start, items: [b, a], caption: 'Two cups' },
  );

  expect(merged.clashes).toEqual(['items']);
  expect(merged.taken).toEqual(['caption']);
  expect(merged.draft.items[0]?.altText).toBe('A cup');
});
