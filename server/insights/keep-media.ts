import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import type { MediaFigures } from './ask-media.ts';
import type { DueMedia } from './due-media.ts';
import { counts, fits, hasColumn, skipRate, totalTime } from './media-columns.ts';
import { listedColumns } from './read-metrics.ts';

/** Keeps a reading beside the earlier ones, its figures where lists find them, and when the next is due; all or nothing. */
export async function keepMediaReading(
  ctx: Context,
  media: Pick<DueMedia, 'id'>,
  { figures, dueAt }: { figures: MediaFigures; dueAt: Date | null },
): Promise<void> {
  const now = ctx.clock.now();
  const { columns, parts, missing } = figures;
  const isTold = Object.keys(columns).length > 0;
  const whole = (metric: string) => {
    const value = columns[metric];
    return value !== undefined && fits(metric, value) ? Math.round(value) : null;
  };
  const others = Object.entries(columns).filter(([metric]) => !hasColumn(metric));
  const extra = { ...Object.fromEntries(others), ...parts };
  const values = {
    ...Object.fromEntries(counts.map((metric) => [metric, whole(metric)])),
    [totalTime]: whole(totalTime)?.toString() ?? null,
    [skipRate]: columns[skipRate] ?? null,
    extra: Object.keys(extra).length > 0 ? JSON.stringify(extra) : null,
  };
  await inTransaction(ctx, async ({ db }) => {
    if (isTold)
      await db
        .insertInto('media_insights')
        .values({ media: media.id, captured_at: now, ...values })
        .onConflict((conflict) => conflict.columns(['media', 'captured_at']).doUpdateSet(values))
        .execute();
    await db
      .updateTable('media')
      .set({
        ...(isTold ? { insights_read_at: now } : {}),
        // What was told once stays until something else is told.
        ...Object.fromEntries(
          listedColumns.flatMap((metric) => (whole(metric) === null ? [] : [[metric, whole(metric)]])),
        ),
        missing: JSON.stringify(missing),
        insights_due_at: dueAt,
        insights_failures: 0,
      })
      .where('id', '=', media.id)
      .execute();
  });
}
