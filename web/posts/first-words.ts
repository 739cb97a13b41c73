import type { Post } from '#contract/posts.ts';
import { posts as words } from './strings.ts';

/** A post's name among others: the first words of its caption. */
export function firstWords(post: Pick<Post, 'caption'>): string {
  const [line = ''] = post.caption.trim().split('\n');
  if (line === '') return words.untitled;
  const letters = Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment);
  return letters.length > 60 ? `${letters.slice(0, 58).join('').trimEnd()}\u2026` : line;
}
