import { expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { keptCharacters } from '#rules/caption.ts';

const { caption, firstComment } = postContent.shape;

test.each([caption, firstComment])('a draft keeps as many characters as the rules say', (words) => {
  const most = 'é'.repeat(keptCharacters);

  expect(words.safeParse(most).success).toBe(true);
  expect(words.safeParse(`${most}.`).error?.issues).toMatchObject([
    { message: 'Use at most 10,000 characters.' },
  ]);
});
