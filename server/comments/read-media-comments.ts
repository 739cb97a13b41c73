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
import { beginReading, keepPlace, nextAsk, readPlace, type ReadingPlace } from './reading-place.ts';
import { takeComments } from './take-comments.ts';

/** Of one media in one round, so that a famous one does not keep the others waiting. */
const mostPages = 10;
/** News end after so many pages in any case; what they missed is found by reading the whole. */
const mostNewsPages = 5;
/** Meta's own most; fewer when a page was too much for it. */
const pageSize = 50;
const smallPageSize = 10;

/** One account's round. */
export interface Round {
  held: HeldPlan;
  token: AccountToken;
  account: CommentedAccount;
  /** Pages that may still be asked for. */
  pagesLeft: number;
  noteUsage: (usage: Usage | undefined) => void;
}

/**
 * Reads on in the comments of one media and keeps where it stands after each page. Answers what was not known before.
 * Throws what the client throws, and `PlanLost`.
 */
export async function readMediaComments(
  ctx: Context,
  round: Round,
  media: UnreadMedia,
): Promise<CommentFacts[]> {
  const found: CommentFacts[] = [];
  let place: ReadingPlace | undefined =
    readPlace(media.cursor) ?? beginReading(media.wholeAt === null ? 'whole' : 'news');
  for (let page = 0; place && page < mostPages && round.pagesLeft > 0; page++) {
    round.pagesLeft--;
    const ask = nextAsk(place);
    if (!ask) break;
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
    const at: ReadingPlace = place;
    place = await whileHeld(ctx, round.held, async (ctx) => {
      const { fresh } = await takeComments(ctx, { account: round.account, kind: 'comment', comments: facts });
      await markGone(ctx, { workspaceId: round.account.workspaceId, commentIds: gone, at: readAt });
      found.push(...facts.filter(({ commentId }) => fresh.includes(commentId)));
      const moved = move(at, ask, answer, fresh.length + gone.length > 0);
      return keep(ctx, round, media, { was: at.is, moved, readAt });
    });
  }
  return found;
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

function findGoneOn(
  ctx: Context,
  { token, account }: Round,
  { mediaId }: UnreadMedia,
  read: { place: ReadingPlace; answer: ReadCommentPage; readAt: Date },
): Promise<string[]> {
  return findGone(ctx, {
    workspaceId: account.workspaceId,
    token,
    page: {
      mediaId,
      comments: read.answer.comments,
      newest: read.place.newest === undefined ? undefined : new Date(read.place.newest),
      isLast: read.answer.next === undefined,
      readAt: read.readAt,
    },
  });
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
  const isOver = answer.next === undefined || (place.is === 'news' && (!isNews || pages >= mostNewsPages));
  const replies = answer.comments.flatMap(({ id, moreReplies }) =>
    moreReplies !== undefined && (place.is === 'whole' || isNews)
      ? [{ commentId: id, after: moreReplies }]
      : [],
  );
  return orEnd({
    is: place.is,
    after: isOver ? null : answer.next,
    newest: answer.comments.at(-1)?.timestamp.getTime() ?? place.newest,
    replies,
    pages,
  });
}

const orEnd = (place: ReadingPlace) => (nextAsk(place) ? place : undefined);

/** Keeps the place. At the end of the news, when Instagram still counts otherwise than we do, the whole is read. */
async function keep(
  ctx: Context,
  round: Round,
  media: UnreadMedia,
  { was, moved, readAt }: { was: ReadingPlace['is']; moved: ReadingPlace | undefined; readAt: Date },
): Promise<ReadingPlace | undefined> {
  const wasWhole = was === 'whole';
  const isEven =
    moved !== undefined || wasWhole || media.count === null || (await isCountEven(ctx, round, media));
  const place = moved ?? (isEven || !isWholeDue(media, readAt) ? undefined : beginReading('whole'));
  if (moved === undefined && wasWhole) media.wholeAt = readAt;
  // Where the two counts differ and the whole may not be read yet, the difference stays noted as one.
  const count = place === undefined && isEven ? media.count : null;
  await ctx.db
    .insertInto('comment_cursors')
    .values({
      media: media.media,
      read_at: readAt,
      comments_count: count,
      cursor: keepPlace(place),
      whole_at: media.wholeAt,
    })
    .onConflict((conflict) =>
      conflict.column('media').doUpdateSet({
        read_at: readAt,
        comments_count: count,
        cursor: keepPlace(place),
        whole_at: media.wholeAt,
      }),
    )
    .execute();
  return place;
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
  const row = { read_at: ctx.clock.now(), comments_count: media.count, cursor: null };
  await whileHeld(ctx, round.held, ({ db }) =>
    db
      .insertInto('comment_cursors')
      .values({ media: media.media, ...row, whole_at: media.wholeAt })
      .onConflict((conflict) => conflict.column('media').doUpdateSet(row))
      .execute(),
  );
}
