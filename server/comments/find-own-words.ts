import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { Comment } from '../instagram/index.ts';
import type { WriteRow } from '../writes/index.ts';

/** Meta's clock and ours may differ by this much. */
const skewMs = 60_000;

/**
 * The comment that this write made: the account's own, in these words, since we meant to write it. Never one that another
 * write made, or that we had seen before we meant to: a person may say the same twice on purpose.
 */
export async function findOwnWords(
  ctx: Context,
  account: AccountToken,
  { write, among }: { write: WriteRow; among: readonly Comment[] },
): Promise<Comment | undefined> {
  const since = (write.intent_at ?? write.requested_at).getTime() - skewMs;
  const alike = among.filter(
    (each) => each.timestamp.getTime() >= since && fingerprint(each.text) === fingerprint(write.text ?? ''),
  );
  if (alike.length === 0) return undefined;
  const { username } = await ctx.db
    .selectFrom('connections')
    .select('username')
    .where('id', '=', account.connectionId)
    .executeTakeFirstOrThrow();
  const ours = alike.filter(
    (each) => each.username === undefined || each.username.toLowerCase() === username.toLowerCase(),
  );
  if (ours.length === 0) return undefined;
  const taken = await findTaken(
    ctx,
    write,
    ours.map(({ id }) => id),
  );
  return ours
    .toSorted((a, b) => a.timestamp.getTime() - b.timestamp.getTime())
    .find(({ id }) => !taken.has(id));
}

async function findTaken(ctx: Context, write: WriteRow, ids: string[]): Promise<Set<string>> {
  const byWrites = await ctx.db
    .selectFrom('instagram_writes')
    .select('result_id as id')
    .where('workspace_id', '=', write.workspace_id)
    .where('target_id', '=', write.target_id)
    .where('id', '<>', write.id)
    .where('result_id', 'in', ids)
    .execute();
  const before = await ctx.db
    .selectFrom('comments')
    .select('comment_id as id')
    .where('workspace_id', '=', write.workspace_id)
    .where('comment_id', 'in', ids)
    .where('first_seen_at', '<', write.intent_at ?? write.requested_at)
    .execute();
  return new Set([...byWrites, ...before].flatMap(({ id }) => id ?? []));
}

/** Instagram normalises what it is given; what is left to compare by is the letters themselves. */
function fingerprint(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
