import type { Kysely } from 'kysely';
import type { Database } from '../../server/database/index.ts';
import type { World } from '../../simulator/index.ts';

/** An answer that somebody was promised: the request for it was taken. */
export interface PromisedAnswer {
  commentId: string;
  text: string;
}

/** What became of every comment that was acknowledged and every answer that was promised. */
export interface AnswerVerdict {
  ended: Record<string, number>;
  /** Acknowledged, and in no conversation. */
  lostComments: string[];
  /** Promised, and neither there nor told as anything else; or told as something that is not so. */
  lostAnswers: string[];
  /** Stands more than once at Instagram. */
  doubles: string[];
  /** In our conversation other than once. */
  mistakenComments: string[];
  /** Told as unconfirmed although it stands there once, for everybody to see. */
  needlesslyUnconfirmed: string[];
}

/** Compares what the product says with what stands at Instagram, word by word. */
export async function judgeAnswers(
  db: Kysely<Database>,
  world: World,
  { told, promised }: { told: string[]; promised: PromisedAnswer[] },
): Promise<AnswerVerdict> {
  const verdict: AnswerVerdict = {
    ended: {},
    lostComments: [],
    lostAnswers: [],
    doubles: [],
    mistakenComments: [],
    needlesslyUnconfirmed: [],
  };
  const standing = Map.groupBy(world.comments.list(), ({ text }) => text);
  const known = Map.groupBy(
    await db.selectFrom('comments').select(['comment_id', 'text', 'is_own']).execute(),
    (row) => row.text,
  );
  const ids = new Set([...known.values()].flatMap((rows) => rows.map((row) => row.comment_id)));
  for (const id of told) if (!ids.has(id)) verdict.lostComments.push(id);
  const writes = await db
    .selectFrom('instagram_writes')
    .select(['text', 'state', 'result_id', 'failure_code'])
    .execute();
  const byText = Map.groupBy(writes, (row) => row.text ?? '');
  for (const { text } of promised) {
    const there = standing.get(text) ?? [];
    const [write, ...more] = byText.get(text) ?? [];
    const says = `"${text}" (${write?.state ?? 'no write'}${write?.failure_code ? ` ${write.failure_code}` : ''}, at Instagram: ${there.map(({ id }) => id).join(' ') || 'none'})`;
    const state = write?.state ?? 'lost';
    verdict.ended[state] = (verdict.ended[state] ?? 0) + 1;
    if (there.length > 1) verdict.doubles.push(says);
    if (!write || more.length > 0) verdict.lostAnswers.push(`${says}: ${1 + more.length} writes`);
    if (state === 'waiting' || state === 'writing') verdict.lostAnswers.push(`${says}: never came to rest`);
    if (state === 'done' && !there.some(({ id }) => id === write?.result_id))
      verdict.lostAnswers.push(`${says}: not there`);
    if (state === 'failed') verdict.lostAnswers.push(`${says}: nothing forbade it`);
    if (state === 'unconfirmed' && there.length === 1) verdict.needlesslyUnconfirmed.push(says);
    const shown = known.get(text) ?? [];
    if (state === 'done' && (shown.length !== 1 || !shown[0]?.is_own))
      verdict.mistakenComments.push(`${says}: shown ${shown.length} times`);
  }
  return verdict;
}

/** All that was doubled, lost or wrong, a sentence each. */
export function faultsOfAnswers(verdict: AnswerVerdict): string[] {
  const { lostComments, lostAnswers, doubles, mistakenComments, needlesslyUnconfirmed } = verdict;
  return [
    ...lostComments.map((each) => `lost comment: ${each}`),
    ...lostAnswers.map((each) => `lost answer: ${each}`),
    ...doubles.map((each) => `double: ${each}`),
    ...mistakenComments.map((each) => `mistaken: ${each}`),
    ...needlesslyUnconfirmed.map((each) => `unconfirmed without need: ${each}`),
  ];
}
