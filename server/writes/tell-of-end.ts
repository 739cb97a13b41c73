import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { notify, type MediaDeed } from '../notices/index.ts';
import type { WriteRow } from './write-row.ts';

/** Writes down how a write ended, and tells of one that ended otherwise than it should have; in the transaction that saves it. */
export async function tellOfEnd(ctx: Context, row: WriteRow, before: WriteRow['state']): Promise<void> {
  if (row.state === before) return;
  await recordEnd(ctx, row, before);
  if (row.state !== 'failed' && row.state !== 'unconfirmed') return;
  const account = await ctx.db
    .selectFrom('connections')
    .select(['id', 'username'])
    .where('workspace_id', '=', row.workspace_id)
    .where('instagram_user_id', '=', row.instagram_user_id)
    .executeTakeFirst();
  await notify(ctx, {
    workspaceId: row.workspace_id,
    kind: 'write_failed',
    instagramUserId: row.instagram_user_id,
    // A write may fail again after a person asked for it anew: each end is told.
    key: `write:${row.id}:${row.requested_at.getTime()}`,
    params: {
      threadId: row.thread_id,
      account: account?.username ?? row.instagram_user_id,
      code: row.failure_code ?? 'write_unconfirmed',
      ...(row.kind === 'switch_comments' || row.kind === 'delete_media'
        ? { media: { mediaId: row.target_id, connectionId: account?.id ?? null, deed: deedOf(row) } }
        : {}),
    },
    alsoTo: row.requested_by,
  });
}

function deedOf({ kind, is_on }: WriteRow): MediaDeed {
  if (kind === 'delete_media') return 'delete';
  return is_on ? 'switch_on' : 'switch_off';
}

async function recordEnd(ctx: Context, row: WriteRow, before: WriteRow['state']): Promise<void> {
  if (row.state !== 'done' && row.state !== 'failed' && row.state !== 'unconfirmed') return;
  await recordEvent(ctx, {
    workspaceId: row.workspace_id,
    actor: 'system',
    action: `write.${row.state}`,
    subject: row.id,
    details: { kind: row.kind, instagramUserId: row.instagram_user_id, code: row.failure_code },
    before: { state: before },
    after: { state: row.state },
  });
}
