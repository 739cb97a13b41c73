import type { Kysely } from 'kysely';
import type { Database } from '../../server/database/index.ts';
import type { World } from '../../simulator/index.ts';
import type { PromisedPost } from './author.ts';
import { tellPosts } from './tell-posts.ts';

/** What became of every post, and what is wrong with it. All lists but `unconfirmed` have to be empty. */
export interface Verdict {
  /** Promised posts by how they ended. */
  ended: Record<string, number>;
  kinds: Record<string, number>;
  /** Live more than once. */
  doubles: string[];
  /** Promised, and neither live nor told as anything else; or told as something that is not so. */
  lost: string[];
  wrongMediaIds: string[];
  /** Failed or unconfirmed without a word why. */
  untold: string[];
  /** Told as unconfirmed although Instagram would have said which media it is: one that stands alone. */
  needlesslyUnconfirmed: string[];
  /** Codes of those that failed; reasons of those that could not be confirmed, with what the truth is. */
  failed: Record<string, number>;
  unconfirmed: Record<string, number>;
  /** The timelines of all that failed or could not be confirmed. */
  timelines: string[];
  /** First comments by what became of them; and those that stand twice, or are told as what they are not. */
  comments: Record<string, number>;
  mistakenComments: string[];
}

const underWay = ['scheduled', 'preparing', 'ready', 'publishing'];

/** Compares what the product says with what is live, post by post. */
export async function judgePosts(
  db: Kysely<Database>,
  world: World,
  promised: PromisedPost[],
): Promise<Verdict> {
  const live = await listLive(db, world);
  const rows = await db
    .selectFrom('posts')
    .select(['id', 'kind', 'caption', 'state', 'media_id', 'failure_code', 'failure_details'])
    .where('state', '<>', 'draft')
    .execute();
  const assets = await assetsByPost(db);
  const verdict: Verdict = {
    ended: {},
    kinds: {},
    doubles: [],
    lost: [],
    wrongMediaIds: [],
    untold: [],
    needlesslyUnconfirmed: [],
    failed: {},
    unconfirmed: {},
    timelines: [],
    comments: {},
    mistakenComments: [],
  };
  const known = new Set(rows.map((row) => row.id));
  for (const post of promised) if (!known.has(post.id)) verdict.lost.push(`${post.id}: promised, and gone`);

  for (const row of rows) {
    const mark = isStory(row.kind) ? `asset ${assets.get(row.id)?.[0]}` : row.caption;
    const ids = live.get(mark) ?? [];
    const says = `${row.id} (${row.kind}, ${row.state}${row.failure_code ? ` ${row.failure_code}` : ''}, live: ${ids.join(' ') || 'none'})`;
    count(verdict.ended, row.state);
    count(verdict.kinds, row.kind);
    if (ids.length > 1) verdict.doubles.push(says);
    if (underWay.includes(row.state)) verdict.lost.push(`${says}: never came to rest`);
    if (row.state === 'published' && ids.length === 0) verdict.lost.push(`${says}: not live`);
    if (row.state === 'failed' && ids.length > 0) verdict.lost.push(`${says}: live all the same`);
    if (row.state === 'published' && ids.length > 0 && !ids.includes(row.media_id ?? ''))
      verdict.wrongMediaIds.push(`${says}: holds ${row.media_id}`);
    if ((row.state === 'failed' || row.state === 'unconfirmed') && !row.failure_code)
      verdict.untold.push(says);
    if (row.state === 'failed') count(verdict.failed, row.failure_code ?? 'without a code');
    if (row.state !== 'unconfirmed') continue;
    const { reason = 'without a reason' } = (row.failure_details ?? {}) as { reason?: string };
    count(verdict.unconfirmed, `${reason}: ${row.kind}, ${ids.length} live`);
    if (reason === 'without a reason') verdict.untold.push(says);
    // A story shows no caption: with another one beside it, nobody could say which is which.
    if (ids.length === 1 && !isStory(row.kind)) verdict.needlesslyUnconfirmed.push(`${says}: ${reason}`);
  }
  const notPublished = rows.filter(({ state }) => state === 'failed' || state === 'unconfirmed');
  verdict.timelines = await tellPosts(
    db,
    notPublished.map(({ id }) => id),
  );
  await judgeComments(db, world, verdict);
  return verdict;
}

async function judgeComments(db: Kysely<Database>, world: World, verdict: Verdict): Promise<void> {
  const rows = await db
    .selectFrom('publish_comments')
    .innerJoin('posts', 'posts.id', 'publish_comments.post_id')
    .select(['post_id', 'text', 'publish_comments.state', 'comment_id', 'posts.state as post_state'])
    .execute();
  const live = new Map<string, string[]>();
  for (const { text, id } of world.comments.list()) live.set(text, [...(live.get(text) ?? []), id]);
  for (const row of rows) {
    const ids = live.get(row.text) ?? [];
    const says = `first comment of ${row.post_id} (${row.state}, live: ${ids.join(' ') || 'none'})`;
    count(
      verdict.comments,
      row.post_state === 'published' ? row.state : `${row.state}, post ${row.post_state}`,
    );
    const isSettled = row.state === 'written' || row.state === 'failed' || row.post_state !== 'published';
    const isTrue = row.state === 'written' ? ids.includes(row.comment_id ?? '') : ids.length === 0;
    if (ids.length > 1 || !isSettled || !isTrue) verdict.mistakenComments.push(says);
  }
}

/** Ids of what is live or was, by the caption it shows, or by the file of ours it was made from. */
async function listLive(db: Kysely<Database>, world: World): Promise<Map<string, string[]>> {
  const renditions = await db.selectFrom('renditions').select(['id', 'asset_id']).execute();
  const assetOf = new Map(renditions.map(({ id, asset_id }) => [id, asset_id]));
  const live = new Map<string, string[]>();
  for (const media of world.media.list()) {
    if (media.parentId !== undefined) continue;
    const container = world.containers.get(media.containerId);
    const address = container?.videoUrl ?? container?.imageUrl ?? '';
    const rendition = /\/media\/([0-9a-f-]{36})\//.exec(address)?.[1] ?? '';
    const mark =
      media.mediaProductType === 'STORY' ? `asset ${assetOf.get(rendition)}` : (media.caption ?? '');
    live.set(mark, [...(live.get(mark) ?? []), media.id]);
  }
  return live;
}

async function assetsByPost(db: Kysely<Database>): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('post_assets')
    .select(['post_id', 'asset_id'])
    .orderBy('position')
    .execute();
  const byPost = new Map<string, string[]>();
  for (const row of rows) byPost.set(row.post_id, [...(byPost.get(row.post_id) ?? []), row.asset_id]);
  return byPost;
}

function isStory(kind: string): boolean {
  return kind.endsWith('_story');
}

function count(into: Record<string, number>, what: string): void {
  into[what] = (into[what] ?? 0) + 1;
}

/** All that was doubled, lost or wrong, a sentence each. */
export function faultsOf(verdict: Verdict): string[] {
  const { doubles, lost, wrongMediaIds, untold, needlesslyUnconfirmed, mistakenComments } = verdict;
  return [
    ...doubles.map((each) => `double: ${each}`),
    ...lost.map((each) => `lost: ${each}`),
    ...wrongMediaIds.map((each) => `wrong media: ${each}`),
    ...untold.map((each) => `without a reason: ${each}`),
    ...needlesslyUnconfirmed.map((each) => `unconfirmed without need: ${each}`),
    ...mistakenComments.map((each) => `mistaken: ${each}`),
  ];
}
