import { createHmac } from 'node:crypto';
import { controlOf, testApp } from '../../e2e/furnish.ts';
import type { Scene } from './scene.ts';

/** A post that strangers write beneath. */
export interface Commented {
  instagramUserId: string;
  mediaId: string;
}

/** One post of each account, live before anything is killed. */
export async function publishOneEach(
  { person }: Scene,
  connections: { id: string; instagramUserId: string }[],
  picture: Uint8Array,
): Promise<Commented[]> {
  const assetId = await person.upload('cup.jpg', picture);
  const posts = [];
  for (const { id: connectionId } of connections)
    posts.push(await person.publish({ connectionId, assetId, caption: `Of ${connectionId}` }));
  const live: Commented[] = [];
  for (const [at, postId] of posts.entries())
    for (let tries = 0; ; tries++) {
      const path = `/api/v1/workspaces/${person.workspaceId}/posts/${postId}`;
      const { post } = await person.call<{ post: { mediaId: string | null } }>('GET', path);
      if (post.mediaId) {
        live.push({ instagramUserId: connections[at]?.instagramUserId ?? '', mediaId: post.mediaId });
        break;
      }
      if (tries > 600) throw new Error('A post did not go out before the killing began.');
      await pause(100);
    }
  return live;
}

/**
 * A stranger writes, and Instagram tells of it until it is acknowledged, as Meta does; every other time once more for good
 * measure. Answers Instagram's id of the comment once somebody said that it was taken.
 */
export async function writeAndTell(
  { simulator, url }: Scene,
  to: Commented,
  { number, isToldTwice }: { number: number; isToldTwice: boolean },
): Promise<string> {
  const text = `Question ${number}.`;
  const username = `stranger.${number}`;
  const { id } = await controlOf(simulator.url)<{ id: string }>('POST', '/comments', {
    mediaId: to.mediaId,
    username,
    text,
  });
  const value = { id, text, media: { id: to.mediaId }, from: { id: `55${number}`, username } };
  const time = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    object: 'instagram',
    entry: [{ id: to.instagramUserId, time, changes: [{ field: 'comments', value }] }],
  });
  const signature = `sha256=${createHmac('sha256', testApp.secret).update(body).digest('hex')}`;
  let left = isToldTwice ? 2 : 1;
  for (let tries = 0; left > 0; tries++) {
    const answer = await fetch(`${url}/webhooks/meta`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) left--;
    else if (answer?.status === 403 || tries > 1000) throw new Error('A delivery was never taken.');
    else await pause(100);
  }
  return id;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
