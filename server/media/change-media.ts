import type { Write } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { requestWrite, writeOf, type WriteRow } from '../writes/index.ts';
import { getMediaRow, isStory, whyNotRemove } from './get-media.ts';
import { getMediaAccount, type MediaAccount } from './media-account.ts';

/** Asks Instagram to switch comments on or off. Throws `not_found`, `media_missing`, `reconnect_needed`. */
export async function switchMediaComments(
  ctx: Context,
  member: Member,
  input: { connectionId: string; mediaId: string; on: boolean },
): Promise<Write> {
  const account = await getMediaAccount(ctx, member.workspaceId, input.connectionId);
  const row = await getMediaRow(ctx, account, input.mediaId);
  if (row.gone_at || isStory(row)) throw new AppError('media_missing');
  if (!account.isActive) throw new AppError('reconnect_needed', { details: { username: account.username } });
  return ask(ctx, member, account, {
    kind: 'switch_comments',
    mediaId: input.mediaId,
    isOn: input.on,
    action: input.on ? 'media.comments_switched_on' : 'media.comments_switched_off',
  });
}

/**
 * Asks Instagram to delete a media for ever. `confirm` is the account's username as a person typed it. Throws
 * `invalid_input` for another one, and the code that says why it cannot be.
 */
export async function removeMedia(
  ctx: Context,
  member: Member,
  input: { connectionId: string; mediaId: string; confirm: string },
): Promise<Write> {
  const account = await getMediaAccount(ctx, member.workspaceId, input.connectionId);
  const row = await getMediaRow(ctx, account, input.mediaId);
  const code = whyNotRemove(account, row);
  if (code) throw new AppError(code, { details: { username: account.username } });
  if (input.confirm.trim().replace(/^@/, '').toLowerCase() !== account.username.toLowerCase())
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'confirm', message: 'Type the username of the account.' }] },
    });
  return ask(ctx, member, account, {
    kind: 'delete_media',
    mediaId: input.mediaId,
    action: 'media.delete_requested',
  });
}

/** Intent and audit event are one transaction; what is asked for again while it is on its way is the same write. */
async function ask(
  ctx: Context,
  member: Member,
  account: MediaAccount,
  wish: { kind: 'switch_comments' | 'delete_media'; mediaId: string; isOn?: boolean; action: string },
): Promise<Write> {
  const row = await inTransaction(ctx, async (ctx): Promise<WriteRow> => {
    const row = await requestWrite(ctx, {
      workspaceId: account.workspaceId,
      connectionId: account.connectionId,
      instagramUserId: account.instagramUserId,
      kind: wish.kind,
      targetId: wish.mediaId,
      isOn: wish.isOn,
      requestedBy: member.userId,
    });
    await recordEvent(ctx, {
      workspaceId: account.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: wish.action,
      subject: wish.mediaId,
      details: {
        username: account.username,
        instagramUserId: account.instagramUserId,
        writeId: row.id,
      },
    });
    return row;
  });
  return writeOf({ ...row, requester: member.userName });
}
