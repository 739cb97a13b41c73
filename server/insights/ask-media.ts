import { mediaMetricsOf, type MediaMetric } from '#rules/metrics.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { askEach, type Asked } from './ask-each.ts';
import type { DueMedia } from './due-media.ts';
import { fits } from './media-columns.ts';
import { isStory } from './reading-times.ts';
import { rememberRefused, selectRefused } from './refused.ts';
import type { Round } from './round.ts';
import { noteUnreadable, whyNotStorable } from './storable.ts';

/** What Meta told of a media since it was posted. */
export interface MediaFigures {
  columns: Record<string, number>;
  /** metric -> key -> count */
  parts: Record<string, Record<string, number>>;
  missing: Record<string, string>;
}

/** Meta: fewer than five viewers of a story, and for anything else a permission that is missing. */
const fewViewers = 10;

/** Everything of a media: its plain metrics in one question, each breakdown in its own, and what Facebook counts by itself. */
export async function askMedia(ctx: Context, round: Round, media: DueMedia): Promise<MediaFigures> {
  const known = await selectRefused(ctx, round);
  const offered = mediaMetricsOf(media.kind, round.account.login);
  const wanted = offered.filter(({ metric }) => !known.has(`${media.kind} ${metric}`));
  const plain = await ask(wanted.filter(({ isAskedAlone }) => !isAskedAlone));
  const asked = [plain];
  if (plain.isTaken) {
    await rememberRefused(ctx, round, media.kind, plain);
    for (const each of wanted.filter(({ breakdown }) => breakdown !== null)) {
      // Without a number there is nothing to part.
      if (!plain.figures.get(each.metric)?.value) continue;
      if (known.has(`${media.kind}:${each.breakdown} ${each.metric}`)) continue;
      const parts = await ask([each], each.breakdown ?? undefined);
      asked.unshift({ ...parts, refused: new Map() });
    }
    for (const each of wanted.filter(({ isAskedAlone }) => isAskedAlone))
      // What was not shared to Facebook once is not asked for again.
      if (media.missing[each.metric] !== 'not_on_facebook') asked.push(await ask([each]));
  }
  return figuresOf(offered, asked);

  async function ask(metrics: readonly MediaMetric[], breakdown?: string): Promise<Asked> {
    try {
      return await askEach(
        metrics.map(({ metric }) => metric),
        (names) =>
          round.ask((instagram, { login, token }) =>
            instagram.readMediaInsights(login, token, { mediaId: media.mediaId, metrics: names, breakdown }),
          ),
      );
    } catch (error) {
      // The same number means both; a story is the likelier to have few viewers, and the account's own reading tells the other.
      if (!isStory(media.kind) || !(error instanceof AppError) || error.details.code !== fewViewers)
        throw error;
      const refusal = { reason: 'too_few_viewers' as const, code: fewViewers };
      const refused = new Map(metrics.map(({ metric }) => [metric, refusal]));
      return { figures: new Map(), unreadable: [], refused, isTaken: false };
    }
  }

  function figuresOf(metrics: readonly MediaMetric[], answers: Asked[]): MediaFigures {
    const figures: MediaFigures = { columns: {}, parts: {}, missing: {} };
    // What keeps a media from all that was asked keeps it from the rest.
    const whole = plain.isTaken ? undefined : [...plain.refused.values()][0];
    for (const { metric } of metrics) {
      const figure = answers.map((each) => each.figures.get(metric)).find((each) => each !== undefined);
      const it = { subject: media.kind, metric };
      if (answers.some(({ unreadable }) => unreadable.includes(metric))) noteUnreadable(ctx, it);
      if (figure?.value !== undefined && fits(metric, figure.value)) figures.columns[metric] = figure.value;
      else if (figure?.value !== undefined)
        figures.missing[metric] = whyNotStorable(ctx, it, Math.round(figure.value));
      else
        figures.missing[metric] =
          known.get(`${media.kind} ${metric}`) ??
          answers.map(({ refused }) => refused.get(metric)).find((each) => each !== undefined)?.reason ??
          whole?.reason ??
          (media.missing[metric] === 'not_on_facebook' ? 'not_on_facebook' : 'not_sent');
      if (figure?.parts)
        figures.parts[metric] = Object.fromEntries(
          figure.parts.map(({ keys, value }) => [keys[0] ?? '', value]),
        );
    }
    return figures;
  }
}
