import { noteTold, takeTold } from '../comments/index.ts';
import type { Context } from '../context.ts';
import { storyInsightsTold } from '../insights/index.ts';
import { readDelivery, type ToldEntry } from './read-delivery.ts';

/**
 * Hands what a delivery tells to whom it concerns; safe to repeat. Answers what came of it, in a word for the row. Throws
 * when a part of it should be tried again.
 */
export async function dispatchDelivery(
  ctx: Context,
  delivery: { body: Buffer; receivedAt: Date },
): Promise<string> {
  const entries = readDelivery(delivery.body);
  if (!Array.isArray(entries)) return entries;
  const outcomes = new Set<string>();
  for (const [accountId, theirs] of Map.groupBy(entries, (entry) => entry.accountId)) {
    const account = await findAccount(ctx, accountId);
    if (!account) {
      outcomes.add('no_account');
      continue;
    }
    outcomes.add(await dispatchEntries(ctx, account, theirs, delivery.receivedAt));
  }
  return ['taken', 'ignored', 'no_account'].find((each) => outcomes.has(each)) ?? 'ignored';
}

async function dispatchEntries(
  ctx: Context,
  account: NonNullable<Awaited<ReturnType<typeof findAccount>>>,
  entries: ToldEntry[],
  receivedAt: Date,
): Promise<string> {
  const told = entries.flatMap(({ at, told }) => told.map((each) => ({ ...each, at: at ?? receivedAt })));
  await noteTold(ctx, account.connectionId);
  const comments = told.filter((each) => each.is === 'comment');
  const mentions = told.filter((each) => each.is === 'mention');
  await takeTold(ctx, account, { comments, mentions });
  const stories = told.filter((each) => each.is === 'story_insights');
  for (const { mediaId, figures } of stories)
    await storyInsightsTold(ctx, { instagramUserId: account.instagramUserId, mediaId, told: figures });
  return comments.length + mentions.length + stories.length > 0 ? 'taken' : 'ignored';
}

/** Whose it is: Meta names the account, or its id for our app. */
async function findAccount(ctx: Context, accountId: string) {
  return ctx.db
    .selectFrom('connections')
    .select([
      'id as connectionId',
      'workspace_id as workspaceId',
      'instagram_user_id as instagramUserId',
      'app_scoped_user_id as appScopedUserId',
      'username',
    ])
    .where((eb) => eb.or([eb('instagram_user_id', '=', accountId), eb('app_scoped_user_id', '=', accountId)]))
    .orderBy((eb) => eb.case().when('instagram_user_id', '=', accountId).then(0).else(1).end())
    .executeTakeFirst();
}
