import type { Call } from '../route.ts';
import { type Html, html } from './html.ts';
import { hashtagPath, profilePath } from './paths.ts';

const WORDS = /(?<![\p{L}\p{M}\p{N}_&])#[\p{L}\p{M}\p{N}_]+|(?<![\w.])@\w(?:[\w.]{0,28}\w)?/gu;

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

/** The profile of an account of this world; any other name stays a name. */
export function personLink(call: Call, username: string): Html {
  const name = html`<bdi>${username}</bdi>`;
  return isKnown(call, username) ? html`<a href="${profilePath(call, username)}">${name}</a>` : name;
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
  const name = word.slice(1);
  // Digits alone make no hashtag.
  if (word.startsWith('#') && !/^\p{N}+$/u.test(name)) {
    return html`<a href="${hashtagPath(call, name)}">${word}</a>`;
  }
  if (word.startsWith('@') && isKnown(call, name)) {
    return html`<a href="${profilePath(call, name.toLowerCase())}">${word}</a>`;
  }
  return html`${word}`;
}

function isKnown({ world }: Call, username: string): boolean {
  return world.accounts.countBy('username', username.toLowerCase()) > 0;
}
