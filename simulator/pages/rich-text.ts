import type { Call } from '../route.ts';
import { type Html, html } from './html.ts';
import { hashtagPath, profilePath } from './paths.ts';

const WORDS = /(?<![\p{L}\p{N}_.&])(?:#[\p{L}\p{N}_]+|@[a-z0-9._]*[a-z0-9_])/giu;

/**
 * A caption or comment as somebody wrote it: lines kept, hashtags and the names of accounts of this world linked. Its direction is its
 * own: marks that turn writing around end with it.
 */
export function richText(call: Call, text: string): Html {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return html`<bdi>${lines.map((line, at) => html`${at > 0 && html`<br />`}${linkWords(call, line)}`)}</bdi>`;
}

/** `@name`, kept to its own direction. */
export function handle(username: string): Html {
  return html`<bdi>@${username}</bdi>`;
}

function linkWords(call: Call, line: string): Html[] {
  const pieces: Html[] = [];
  let from = 0;
  for (const { 0: word, index } of line.matchAll(WORDS)) {
    pieces.push(html`${line.slice(from, index)}${linkWord(call, word)}`);
    from = index + word.length;
  }
  return [...pieces, html`${line.slice(from)}`];
}

function linkWord(call: Call, word: string): Html {
  if (word.startsWith('#')) return html`<a href="${hashtagPath(call, word.slice(1))}">${word}</a>`;
  const username = word.slice(1).toLowerCase();
  const isKnown = call.world.accounts.countBy('username', username) > 0;
  return isKnown ? html`<a href="${profilePath(call, username)}">${word}</a>` : html`${word}`;
}
