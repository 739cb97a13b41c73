import type { Context } from '../context.ts';
import type { MediaFigures } from './ask-media.ts';
import { keepMediaReading } from './keep-media.ts';

/** What Meta's `story_insights` carries when a story is over. What it leaves out is undefined. */
export interface StoryTold {
  reach?: number | undefined;
  replies?: number | undefined;
  taps_forward?: number | undefined;
  taps_back?: number | undefined;
  exits?: number | undefined;
}

/** The names that navigation's parts have today. */
const navigation = { taps_forward: 'tap_forward', taps_back: 'tap_back', exits: 'tap_exit' } as const;

/**
 * Keeps what Meta told of a story at its end, as one more reading; the last one that there will be. Answers false for a story
 * that nobody knows here. Told twice, it is two readings of the same figures.
 */
export async function storyInsightsTold(
  ctx: Context,
  { instagramUserId, mediaId, told }: { instagramUserId: string; mediaId: string; told: StoryTold },
): Promise<boolean> {
  const rows = await ctx.db
    .selectFrom('media')
    .select(['id', 'missing'])
    .where('instagram_user_id', '=', instagramUserId)
    .where('media_id', '=', mediaId)
    .where('kind', 'in', ['image_story', 'video_story'])
    .execute();
  for (const { id, missing } of rows)
    await keepMediaReading(ctx, { id }, { figures: figuresOf(told, missing), dueAt: null });
  return rows.length > 0;
}

function figuresOf(told: StoryTold, missing: Record<string, string>): MediaFigures {
  const figures: MediaFigures = { columns: {}, parts: {}, missing: { ...missing } };
  for (const metric of ['reach', 'replies'] as const)
    if (told[metric] !== undefined) figures.columns[metric] = told[metric];
  const parts = Object.entries(navigation).flatMap(([name, key]) => {
    const value = told[name as keyof typeof navigation];
    return value === undefined ? [] : [[key, value] as const];
  });
  if (parts.length > 0) figures.parts.navigation = Object.fromEntries(parts);
  for (const metric of Object.keys(figures.columns)) delete figures.missing[metric];
  return figures;
}
