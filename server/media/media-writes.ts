import { hasCode } from '../app-error.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { WriteMethod, WriteMethods, WriteRow } from '../writes/index.ts';
import { markGone } from './find-vanished.ts';

const switchComments: WriteMethod = {
  isRepeatable: true,
  scopes: {
    instagram: 'instagram_business_manage_comments',
    facebook: 'instagram_manage_comments',
  },
  call: (ctx, { login, token }, write) =>
    ctx.instagram.switchComments(login, token, { mediaId: write.target_id, on: write.is_on === true }),
  async look(ctx, { login, token }, write) {
    const { isCommentEnabled } = await ctx.instagram.readLiveMedia(login, token, write.target_id);
    if (isCommentEnabled === undefined) return { seen: 'unclear' };
    return { seen: isCommentEnabled === (write.is_on === true) ? 'there' : 'absent' };
  },
  async settled(ctx, write) {
    await ctx.db
      .updateTable('media')
      .set({ is_comment_enabled: write.is_on === true })
      .where('workspace_id', '=', write.workspace_id)
      .where('media_id', '=', write.target_id)
      .execute();
  },
};

const deleteMedia: WriteMethod = {
  isRepeatable: true,
  // Instagram's own login has none for it, and is never asked.
  scopes: { instagram: 'instagram_business_basic', facebook: 'instagram_manage_contents' },
  call: (ctx, { login, token }, write) => ctx.instagram.deleteMedia(login, token, write.target_id),
  look: async (ctx, account, write) => ({
    seen: (await isGone(ctx, account, write)) ? 'there' : 'absent',
  }),
  explain: async (ctx, account, { write, error }) =>
    error.code === 'media_missing' && (await isGone(ctx, account, write)) ? 'done' : undefined,
  async settled(ctx, write) {
    await markGone(ctx, write.workspace_id, [write.target_id]);
  },
};

/** How what is done to media is done, and how it is looked for; wired in main.ts. */
export const mediaWrites = {
  switch_comments: switchComments,
  delete_media: deleteMedia,
} satisfies WriteMethods;

async function isGone(
  ctx: Context,
  { login, token, instagramUserId }: AccountToken,
  write: WriteRow,
): Promise<boolean> {
  try {
    await ctx.instagram.readLiveMedia(login, token, write.target_id);
    return false;
  } catch (error) {
    if (!hasCode(error, 'media_missing')) throw error;
    // In some outages Instagram says of everything that it does not exist.
    return (await ctx.instagram.probeToken(login, token, instagramUserId)).state === 'alive';
  }
}
