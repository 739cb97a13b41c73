/** A stretch of words that stayed, came or went. */
export interface WordRun {
  is: 'same' | 'added' | 'removed';
  text: string;
}

/** Steps of the comparison; beyond it what lies between the first and the last difference counts as written anew. */
const mostSteps = 1_000_000;

/**
 * What changed from one text to another, by words and the spaces between them: the runs but the added ones are the text
 * before, the runs but the removed ones the text after. Null where nothing did.
 */
export function wordDifference(before: string, after: string): WordRun[] | null {
  if (before === after) return null;
  const [one, other] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  const left = Math.min(one.length, other.length) - start;
  while (end < left && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;

  const runs: WordRun[] = [];
  const say = (is: WordRun['is'], text: string) => {
    const last = runs.at(-1);
    if (text === '') return;
    if (last?.is === is) last.text += text;
    else runs.push({ is, text });
  };
  say('same', one.slice(0, start).join(''));
  for (const { is, text } of between(
    one.slice(start, one.length - end),
    other.slice(start, other.length - end),
  ))
    say(is, text);
  say('same', one.slice(one.length - end).join(''));
  return runs;
}

/** By the longest common run of words; what goes is told before what comes in its place. */
function between(one: string[], other: string[]): WordRun[] {
  const removed = one.map((text): WordRun => ({ is: 'removed', text }));
  const added = other.map((text): WordRun => ({ is: 'added', text }));
  if (one.length * other.length > mostSteps) return [...removed, ...added];
  const width = other.length + 1;
  // longest[i, j]: common words of what follows i in the one and j in the other.
  const longest = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      longest[i * width + j] =
        one[i] === other[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const runs: WordRun[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length)
    if (one[i] === other[j]) {
      runs.push({ is: 'same', text: one[i]! });
      i++;
      j++;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) runs.push(removed[i++]!);
    else runs.push(added[j++]!);
  return inOrder([...runs, ...removed.slice(i), ...added.slice(j)]);
}

/** Within a stretch without a common word, what went before what came. */
function inOrder(runs: WordRun[]): WordRun[] {
  const sorted: WordRun[] = [];
  let came: WordRun[] = [];
  for (const run of runs)
    if (run.is === 'added') came.push(run);
    else if (run.is === 'removed') sorted.push(run);
    else {
      sorted.push(...came, run);
      came = [];
    }
  return [...sorted, ...came];
}

/** Words, and what stands between them, in any script that sets spaces; a script that sets none goes by its own words. */
function wordsOf(text: string): string[] {
  return Array.from(
    new Intl.Segmenter('en', { granularity: 'word' }).segment(text),
    ({ segment }) => segment,
  );
}
