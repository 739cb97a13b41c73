import { sql } from 'kysely';
import type { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { ReadCommentPage, Usage } from '../instagram/index.ts';
import type { CommentFacts, CommentedAccount } from './comment-facts.ts';
import { whileHeld, type HeldPlan } from './comment-plan.ts';
import type { UnreadMedia } from './find-unread.ts';
import { findGone, markGone } from './notice-gone.ts';
import { factsOf } from './read-roots.ts';
import { beginReading, keepReadings, nextAsk, type ReadingPlace } from './reading-place.ts';
import { takeComments } from './take-comments.ts';

/** Of one long reading before the next media has its turn, so that a famous one does not keep the others waiting. */
const mostPages = 10;
/** News that are more go on as a long reading, so that the news of the next media come first. */
const mostNewsPages = 5;
/** Meta's own most; fewer when a page was too much for it. */
const pageSize = 50;
const smallPageSize = 10;

/** One account's round. */
export interface Round {
  held: HeldPlan;
  token: AccountToken;
  account: CommentedAccount;
  /** Calls that may still be made. */
  callsLeft: number;
  /** Calls that long readings may still make: they stop before what is new does. */
  longCallsLeft: number;
  noteUsage: (usage: Usage | undefined) => void;
  /** Told of every comment that was not known before. */
  noteFresh: (comments: CommentFacts[]) => void;
}

type Which = 'news' | 'long';

/** Looks at the newest comments of a media. Throws what the client throws, and `PlanLost`. */
export async function readNews(ctx: Context, round: Round, media: UnreadMedia): Promise<void> {
  media.readings.news ??= beginReading('news', media.count);
  while (media.readings.news && round.callsLeft > 0) await readPage(ctx, round, media, 'news');
}

/** Goes on with the long reading of a media, ten pages at most. Throws what the client throws, and `PlanLost`. */
export async function readOn(ctx: Context, round: Round, media: UnreadMedia): Promise<void> {
  if (media.wholeAt === null) media.readings.long ??= beginReading('whole', media.count);
  for (let page = 0; media.readings.long && page < mostPages && longLeft(round) > 0; page++) {
    round.longCallsLeft--;
    await readPage(ctx, round, media, 'long');
  }
}

export const longLeft = (round: Round) => Math.min(round.callsLeft, round.longCallsLeft);

/** Reads one page and keeps in one transaction what was on it and where the reading stands. */
async function readPage(ctx: Context, round: Round, media: UnreadMedia, which: Which): Promise<void> {
  const place = media.readings[which];
  const ask = place && nextAsk(place);
  if (!ask) {
    media.readings[which] = undefined;
    return;
  }
  round.callsLeft--;
  const readAt = ctx.clock.now();
  const answer = await askFor(ctx, round, media, ask);
  round.noteUsage(answer.usage);
  const gone = ask.is === 'comments' ? await findGoneOn(ctx, round, media, { place, answer, readAt }) : [];
  const facts = answer.comments.flatMap((each) =>
    factsOf(ask.is === 'replies' ? { ...each, parentId: ask.commentId } : each, {
      mediaId: media.mediaId,
      readAt,
    }),
  );
  const { fresh, next } = await whileHeld(ctx, round.held, async (ctx) => {
    const { fresh } = await takeComments(ctx, { account: round.account, kind: 'comment', comments: facts });
    await markGone(ctx, { workspaceId: round.account.workspaceId, commentIds: gone, at: readAt });
    const moved = move(place, ask, answer, fresh.length + gone.length > 0);
    const next = await step(ctx, round, media, { which, was: place, moved, readAt });
    await keep(ctx, next);
    return { fresh: new Set(fresh), next };
  });
  Object.assign(media, next);
  round.noteFresh(facts.filter(({ commentId }) => fresh.has(commentId)));
}

function askFor(
  ctx: Context,
  { token, held }: Round,
  media: UnreadMedia,
  ask: NonNullable<ReturnType<typeof nextAsk>>,
): Promise<ReadCommentPage> {
  // Meta refuses a page that is too much for it as a fault of its own; after two of them less is asked for.
  const limit = held.failures > 1 ? smallPageSize : pageSize;
  return ask.is === 'replies'
    ? ctx.instagram.listReplyPage(token.login, token.token, {
        commentId: ask.commentId,
        after: ask.after,
        limit,
      })
    : ctx.instagram.listCommentPage(token.login, token.token, {
        mediaId: media.mediaId,
        after: ask.after,
        limit,
      });
}

async function findGoneOn(
  ctx: Context,
  round: Round,
  { mediaId }: UnreadMedia,
  read: { place: ReadingPlace; answer: ReadCommentPage; readAt: Date },
): Promise<string[]> {
  const { gone, calls } = await findGone(ctx, {
    workspaceId: round.account.workspaceId,
    token: round.token,
    mostCalls: round.callsLeft,
    page: {
      mediaId,
      comments: read.answer.comments,
      newest: read.place.newest === undefined ? undefined : new Date(read.place.newest),
      isLast: read.answer.next === undefined,
      readAt: read.readAt,
    },
  });
  round.callsLeft -= calls;
  return gone;
}

/** Where the reading stands after a page; undefined at its end. */
function move(
  place: ReadingPlace,
  ask: NonNullable<ReturnType<typeof nextAsk>>,
  answer: ReadCommentPage,
  isNews: boolean,
): ReadingPlace | undefined {
  const pages = place.pages + 1;
  if (ask.is === 'replies') {
    // Newest first here too, as far as is known: a page without news ends them, unless all are wanted.
    const goesOn = answer.next !== undefined && (place.is === 'whole' || isNews);
    const replies = [
      ...(goesOn ? [{ commentId: ask.commentId, after: answer.next ?? '' }] : []),
      ...place.replies.slice(1),
    ];
    return orEnd({ ...place, pages, replies });
  }
  const isOver = answer.next === undefined || (place.is === 'news' && !isNews);
  const replies = answer.comments.flatMap(({ id, moreReplies }) =>
    moreReplies !== undefined && (place.is === 'whole' || isNews)
      ? [{ commentId: id, after: moreReplies }]
      : [],
  );
  return orEnd({
    ...place,
    after: isOver ? null : answer.next,
    newest: answer.comments.at(-1)?.timestamp.getTime() ?? place.newest,
    replies,
    pages,
  });
}

const orEnd = (place: ReadingPlace) => (nextAsk(place) ? place : undefined);

/**
 * How the media stands after a page. Where Instagram counts otherwise than we do and no long reading will tell why, the difference
 * stays noted (the count is none) until the whole may be read again.
 */
async function step(
  ctx: Context,
  round: Round,
  media: UnreadMedia,
  page: { which: Which; was: ReadingPlace; moved: ReadingPlace | undefined; readAt: Date },
): Promise<UnreadMedia> {
  const { which, was, moved, readAt } = page;
  const next: UnreadMedia = { ...media, readings: { ...media.readings, [which]: moved } };
  const isFirstLook = media.lookedAt === null;
  const isLookOver = which === 'news' && (moved === undefined || moved.pages >= mostNewsPages);
  if (isFirstLook || isLookOver) {
    next.lookedAt = readAt;
    next.countThen = media.count;
  }
  if (which === 'news' && isLookOver && moved) {
    // One long reading at a time: what this one would have found is found by the whole.
    next.readings = { news: undefined, long: media.readings.long ?? moved };
    return next;
  }
  if (moved !== undefined || next.readings.long || media.count === null) {
    if (moved === undefined && was.is === 'whole') next.wholeAt = readAt;
    return next;
  }
  if (was.is === 'whole') next.wholeAt = readAt;
  // What was written while the whole was read may stand where it had been already; otherwise the two just count differently.
  const isJudged = was.is === 'news' || was.count !== media.count;
  if (!isJudged || (await isCountEven(ctx, round, media))) return next;
  if (isWholeDue(next, readAt)) next.readings.long = beginReading('whole', media.count);
  else next.countThen = null;
  return next;
}

async function keep(ctx: Context, media: UnreadMedia): Promise<void> {
  const row = {
    read_at: media.lookedAt ?? ctx.clock.now(),
    comments_count: media.countThen,
    cursor: keepReadings(media.readings),
    whole_at: media.wholeAt,
  };
  await ctx.db
    .insertInto('comment_cursors')
    .values({ media: media.media, ...row })
    .onConflict((conflict) => conflict.column('media').doUpdateSet(row))
    .execute();
}

async function isCountEven(ctx: Context, { account }: Round, media: UnreadMedia): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from comments
    where workspace_id = ${account.workspaceId} and media_id = ${media.mediaId} and gone_at is null`.execute(
    ctx.db,
  );
  return rows[0]?.count === media.count;
}

/** The more there are, the more a reading of the whole costs, and the more seldom it is made. */
function isWholeDue({ count, wholeAt }: UnreadMedia, now: Date): boolean {
  if (wholeAt === null) return true;
  const everySeconds = (count ?? 0) <= 200 ? 600 : (count ?? 0) <= 2000 ? 3600 : 6 * 3600;
  return plusSeconds(wholeAt, everySeconds) <= now;
}

/** Instagram does not show the comments of this media, or not from where the reading stands: it is begun anew when its count changes. */
export async function passOver(
  ctx: Context,
  round: Round,
  media: UnreadMedia,
  error: AppError,
): Promise<void> {
  ctx.log.warn({ mediaId: media.mediaId, code: error.code, details: error.details }, 'comments not read');
  Object.assign(media, { lookedAt: ctx.clock.now(), countThen: media.count, readings: {} });
  await whileHeld(ctx, round.held, (ctx) => keep(ctx, media));
}
