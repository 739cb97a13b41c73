import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { askMedia, type MediaFigures } from './ask-media.ts';
import { keepMediaReading } from './keep-media.ts';
import { isStory, nextReading } from './reading-times.ts';
import type { Round } from './round.ts';
import { selectDueMedia, type DueMedia } from './due-media.ts';

/** Of one turn, so that the account's days have theirs. */
const mostMedia = 15;
const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/** Reads what is due of an account's media, stories first, for they vanish. Answers whether nothing due is left. */
export async function collectMedia(ctx: Context, round: Round): Promise<boolean> {
  const due = await selectDueMedia(ctx, round, mostMedia);
  for (const media of due) {
    if (round.isSpent()) return false;
    await readOne(ctx, round, media);
  }
  return due.length < mostMedia;
}

async function readOne(ctx: Context, round: Round, media: DueMedia): Promise<void> {
  try {
    const figures = await askMedia(ctx, round, media);
    await keepMediaReading(ctx, media, { figures, dueAt: nextDue(ctx, media, figures) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'media_missing') return passOver(ctx, media, missedDue(ctx, media));
    // The next in the row should not wait for a media that Meta stumbles over each time.
    if (error.code === 'network_error')
      await passOver(ctx, media, plusSeconds(ctx.clock.now(), waitSeconds(media)));
    throw error;
  }
}

/** What was posted before the account became a professional one has no insights, and never will. */
function nextDue(ctx: Context, media: DueMedia, { missing }: MediaFigures): Date | null {
  if (Object.values(missing).includes('before_business')) return null;
  return nextReading(media, ctx.clock.now());
}

/** Gone, over, or one of the outages in which Meta knows nothing: asked again, ever more rarely, while it is held to be live. */
function missedDue(ctx: Context, media: DueMedia): Date | null {
  const now = ctx.clock.now();
  const isOver = isStory(media.kind) && now >= plusSeconds(media.postedAt, daySeconds);
  if (isOver || media.failures >= 5) return null;
  const wait = isStory(media.kind) ? 60 : waitSeconds(media);
  return plusSeconds(now, wait);
}

function waitSeconds({ kind, failures }: DueMedia): number {
  const longest = isStory(kind) ? 300 : daySeconds;
  return Math.min(60 * 4 ** Math.min(failures, 10), longest);
}

async function passOver(ctx: Context, media: DueMedia, dueAt: Date | null): Promise<void> {
  await ctx.db
    .updateTable('media')
    .set({ insights_due_at: dueAt, insights_failures: media.failures + 1 })
    .where('id', '=', media.id)
    .execute();
}
