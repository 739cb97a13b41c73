import type { ImportRow } from '#contract/schedule.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member, Work } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { createPost, planPost, putOnSchedule } from '../posts/index.ts';
import { readImport, type ImportablePost } from './read-import.ts';

/** What a file of posts would make, row by row. Writes nothing. Throws `invalid_input` for what is no such file. */
export async function checkImport(
  ctx: Context,
  member: Member,
  csv: string,
): Promise<{ rows: ImportRow[]; errors: number }> {
  const { rows } = await readImport(ctx, member, csv, 'leave');
  return { rows, errors: rows.filter(({ errors }) => errors.length > 0).length };
}

export interface Imported {
  drafts: number;
  scheduled: number;
  postIds: string[];
}

/**
 * Reads a file of posts, with the files that are called by address: they come into the library. What it answers makes every post in one
 * transaction, drafts and scheduled ones. Throws `import_refused` (details.rows) when a row is not right, and `invalid_input`.
 */
export async function prepareImport(ctx: Context, member: Member, csv: string): Promise<Work<Imported>> {
  const { rows, posts } = await readImport(ctx, member, csv, 'fetch');
  const wrong = rows.filter(({ errors }) => errors.length > 0);
  if (wrong.length > 0) throw new AppError('import_refused', { details: { rows: wrong.slice(0, 100) } });
  return (ctx) => inTransaction(ctx, (ctx) => makePosts(ctx, member, posts));
}

async function makePosts(ctx: Context, member: Member, posts: ImportablePost[]): Promise<Imported> {
  const postIds: string[] = [];
  for (const { content, connection, at, isScheduled } of posts) {
    const post = await createPost(ctx, member, content);
    postIds.push(post.id);
    if (at && isScheduled) await putOnSchedule(ctx, member, { post, connection }, { at });
    else if (at)
      await planPost(ctx, member, { postId: post.id, moment: { at, timeZone: connection.timeZone } });
  }
  const scheduled = posts.filter(({ isScheduled }) => isScheduled).length;
  return { drafts: posts.length - scheduled, scheduled, postIds };
}
