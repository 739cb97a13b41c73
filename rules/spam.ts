/** The names that the contract gives them. */
type SpamRule =
  | 'link'
  | 'many_mentions'
  | 'repeated_text'
  | 'same_text_elsewhere'
  | 'mixed_scripts'
  | 'invisible_characters'
  | 'burst_of_author';

/** A comment as the rules look at it. */
export interface Judged {
  id: string;
  text: string;
  /** The media that it stands beneath. */
  mediaId: string;
  postedAt: Date;
}

/** Friends are tagged in twos and threes; lists of names are thrown about. */
const manyMentions = 5;
/** Shorter texts are alike by nature: hearts, thanks, a name. */
const leastLetters = 10;
const repeats = 3;
const otherMedia = 3;
/** What lies a day apart is not told together. */
const nearMs = 86_400_000;
const burst = { comments: 8, seconds: 60 };

/**
 * Which rules take the comments of one author for spam, by their ids. No rule knows a language or a list of words: each looks at
 * what spam does and people seldom do. It is told to people, and nothing acts upon it.
 */
export function judgeAuthor(comments: Judged[]): Map<string, SpamRule[]> {
  const inOrder = comments.toSorted((one, other) => one.postedAt.getTime() - other.postedAt.getTime());
  const byText = Map.groupBy(inOrder, ({ text }) => sameness(text));
  const inBurst = findBursts(inOrder);
  return new Map(
    comments.map((comment) => {
      const alike = (byText.get(sameness(comment.text)) ?? []).filter(
        ({ postedAt }) => Math.abs(postedAt.getTime() - comment.postedAt.getTime()) <= nearMs,
      );
      const isLong = sameness(comment.text).length >= leastLetters;
      const beneath = alike.filter(({ mediaId }) => mediaId === comment.mediaId);
      const rules = [
        ...judgeText(comment.text),
        ...(isLong && beneath.length >= repeats ? ['repeated_text' as const] : []),
        ...(isLong && new Set(alike.map(({ mediaId }) => mediaId)).size >= otherMedia
          ? ['same_text_elsewhere' as const]
          : []),
        ...(inBurst.has(comment.id) ? ['burst_of_author' as const] : []),
      ];
      return [comment.id, rules.toSorted()];
    }),
  );
}

/** What the text alone shows. */
export function judgeText(text: string): SpamRule[] {
  const rules: SpamRule[] = [];
  if (
    /https?:\/\/|\bwww\.|\b(?:t\.me|wa\.me|bit\.ly)\/|\b[\p{L}\d-]{2,}\.(?:com|net|org|info|io|ru|xyz|shop|site|online|top|link|club|app)\b/iu.test(
      text,
    )
  )
    rules.push('link');
  if (new Set(text.toLowerCase().match(/(?<![\p{L}\d._])@[a-z\d._]{2,30}/giu)).size >= manyMentions)
    rules.push('many_mentions');
  if (hasMixedWord(text)) rules.push('mixed_scripts');
  if (hasInvisible(text)) rules.push('invisible_characters');
  return rules;
}

/** Letters of two alphabets that look alike inside one word: what reads as Latin and is not. */
function hasMixedWord(text: string): boolean {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).some(
    (word) =>
      /\p{Script=Latin}/u.test(word) &&
      /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}\p{Script=Armenian}]/u.test(word),
  );
}

/**
 * Characters that nobody sees. Joiners are part of emoji, Persian and Indic words, marks of direction of Arabic and Hebrew, and
 * tags of three flags: those are spared where they belong.
 */
function hasInvisible(text: string): boolean {
  const withoutFlags = text.replace(/\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]+\u{E007F}/gu, '');
  if (/[\u200B\u2060-\u2064\uFEFF\u00AD\u202D\u202E\u180E\u3164\u{E0000}-\u{E007F}]/u.test(withoutFlags))
    return true;
  return /[A-Za-z][\u200C\u200D][A-Za-z]/.test(withoutFlags);
}

/** Two texts are the same however they are written large, spaced, or ended. */
function sameness(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '');
}

/** Of comments in the order of their time, those that stand in a minute with many others. */
function findBursts(inOrder: Judged[]): Set<string> {
  const found = new Set<string>();
  for (let last = burst.comments - 1; last < inOrder.length; last++) {
    const window = inOrder.slice(last - burst.comments + 1, last + 1);
    const span = window.at(-1)!.postedAt.getTime() - window[0]!.postedAt.getTime();
    if (span <= burst.seconds * 1000) for (const { id } of window) found.add(id);
  }
  return found;
}
