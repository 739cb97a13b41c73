import { postContent, postItem, type Post, type PostKind } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context, Member, Work } from '../context.ts';
import type { LiveMedia } from '../instagram/index.ts';
import { storeFetched } from '../library/index.ts';
import { getMediaAccount, getMediaRow } from '../media/index.ts';
import { copyPost } from './copy-post.ts';
import { createPost } from './create-post.ts';
import { getPost } from './load-post.ts';

const kinds: Record<LiveMedia['kind'], PostKind> = {
  image: 'image',
  // Instagram publishes every video as a reel.
  video: 'reel',
  reel: 'reel',
  carousel: 'carousel',
  image_story: 'image_story',
  video_story: 'video_story',
};

/**
 * A draft with the files and words of what is live; what it answers makes it. What was published from here is copied with its own files, as long as
 * they are there; the files of everything else come from Instagram into the library. Throws `not_found`, `media_missing`,
 * `media_video_withheld`, `reconnect_needed`, `network_error`, and as the library refuses a file.
 */
export async function prepareDraftFromMedia(
  ctx: Context,
  member: Member,
  input: { connectionId: string; mediaId: string },
): Promise<Work<Post>> {
  const account = await getMediaAccount(ctx, member.workspaceId, input.connectionId);
  const row = await getMediaRow(ctx, account, input.mediaId);
  const ours = row.post_id ? await getPost(ctx, member.workspaceId, row.post_id) : undefined;
  if (ours?.connectionId && ours.items.length > 0 && ours.items.every(({ asset }) => asset !== null))
    return (ctx) => copyPost(ctx, member, ours.id);
  if (row.gone_at) throw new AppError('media_missing');
  const token = await findAccountToken(ctx, input.connectionId);
  if (!token) throw new AppError('reconnect_needed', { details: { username: account.username } });

  const media = await ctx.instagram.readLiveMedia(token.login, token.token, input.mediaId);
  const addresses = addressesOf(media);
  const items = [];
  for (const [index, address] of addresses.entries()) {
    const asset = await storeFetched(ctx, member, {
      name: `instagram-${media.id}-${index + 1}`,
      fetchInto: (path, limitBytes) => ctx.instagram.fetchFile(address, path, limitBytes),
    });
    const altText = addresses.length === 1 ? (media.altText ?? '').slice(0, 1000) : '';
    items.push(postItem.parse({ assetId: asset.id, altText }));
  }
  const content = postContent.parse({
    connectionId: input.connectionId,
    kind: kinds[media.kind],
    items,
    caption: media.caption.slice(0, 10_000),
  });
  return (ctx) => createPost(ctx, member, content);
}

/** Where the files lie, in order. Nothing is fetched when one of them is withheld. */
function addressesOf(media: LiveMedia): string[] {
  const isVideo = media.kind === 'video' || media.kind === 'reel' || media.kind === 'video_story';
  const files = media.kind === 'carousel' ? (media.children ?? []) : [{ ...media, isVideo }];
  if (files.length === 0) throw new AppError('media_missing');
  return files.map((file) => {
    const address = file.isVideo ? file.videoAddress : file.pictureAddress;
    if (!address) throw new AppError(file.isVideo ? 'media_video_withheld' : 'media_missing');
    return address;
  });
}
