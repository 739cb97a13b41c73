import type { Post } from '#contract/posts.ts';
import { firstWords as ofCaption } from '#rules/first-words.ts';
import { posts as words } from './strings.ts';

/** A post's name among others: the first words of its caption. */
export function firstWords(post: Pick<Post, 'caption'>): string {
  return ofCaption(post.caption) || words.untitled;
}
