import type { Kysely } from 'kysely';
import type { Database } from '../../server/database/index.ts';

/** The timelines of posts, a line each: what a person would read to learn why one was not published. */
export async function tellPosts(db: Kysely<Database>, postIds: string[]): Promise<string[]> {
  if (postIds.length === 0) return [];
  const rows = await db
    .selectFrom('post_steps')
    .innerJoin('posts', 'posts.id', 'post_steps.post_id')
    .select(['posts.id', 'posts.kind', 'posts.state', 'step', 'outcome', 'at', 'details'])
    .where('posts.id', 'in', postIds)
    .orderBy('post_steps.id')
    .execute();
  return postIds.map((id) => {
    const mine = rows.filter((row) => row.id === id);
    const steps = mine.map(
      ({ at, step, outcome, details }) =>
        `${at.toISOString().slice(11, 19)} ${step} ${outcome} ${JSON.stringify(details)}`,
    );
    return [`${id} (${mine[0]?.kind}, ${mine[0]?.state}):`, ...steps].join('\n      ');
  });
}
