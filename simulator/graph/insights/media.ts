import { openMediaAudience } from '../../audience/audience.ts';
import type { Showing } from '../../audience/showing.ts';
import { countReach } from '../../audience/gather-media.ts';
import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import { missingObject } from '../errors.ts';
import type { Ask } from '../fields/node-type.ts';
import { readWholeEdge } from '../fields/read-edge.ts';
import { hasScope, requireScope } from '../graph-call.ts';
import * as refuse from './errors.ts';
import { type MediaMetricName, mediaMetric } from './media-metrics.ts';
import { type MediaQuestion, readMediaQuestion } from './media-question.ts';
import { readMediaMetric } from './media-values.ts';
import { addUp, insightsResultType, type InsightsResult } from './result.ts';

const HOUR_MS = 60 * 60 * 1000;
const STORY_MS = 24 * HOUR_MS;
/** Below so many viewers a story's insights are withheld. */
const FEWEST_VIEWERS = 5;

/** The edge `insights` of a media: one result for each metric, in the order asked for, each a total from the beginning until now. */
export function readMediaInsights(media: Media, ask: Ask): unknown {
  const { call } = ask;
  const { flags } = call.app;
  if (!hasScope(call, 'manage_insights') && flags.insightsWithoutPermission === 'empty') return { data: [] };
  requireScope(call, 'manage_insights');
  const account = call.world.accounts.get(media.accountId);
  // A child of a carousel has no insights of its own.
  if (account === undefined || media.parentId !== undefined) throw missingObject(call.method, media.id);
  const question = readMediaQuestion(media, ask);
  judgeMedia(media, account, question);
  if (isOver(media, call.world.now())) {
    if (flags.expiredStoryInsights === 'empty') return { data: [] };
    throw missingObject(call.method, media.id);
  }

  const at = call.world.now() - flags.insightsDelayHours * HOUR_MS;
  if (at < media.publishedAt) return { data: [] };
  const audience = openMediaAudience(call.world, account, media);
  const showing = audience.showings[0];
  if (showing === undefined) throw missingObject(call.method, media.id);
  if (media.mediaProductType === 'STORY' && countReach(showing, at) < FEWEST_VIEWERS) {
    throw refuse.fewViewers();
  }
  return readWholeEdge(
    insightsResultType,
    question.metrics.map((name) => resultOf(name)),
    ask,
  );

  function resultOf(name: MediaMetricName): InsightsResult {
    const { title, description } = mediaMetric(name);
    const reading = readMediaMetric({ audience, showing: showing as Showing, at }, name);
    const id = `${media.id}/insights/${name}/lifetime`;
    const values = [{ value: reading.value }];
    const result: InsightsResult = { name, period: 'lifetime', values, title, description, id };
    if (question.breakdown === undefined) return result;
    const results = addUp(reading.rows);
    return {
      ...result,
      total_value: {
        value: reading.value,
        breakdowns: [{ dimension_keys: [question.breakdown], results }],
      },
    };
  }
}

function judgeMedia(media: Media, account: Account, { metrics }: MediaQuestion): void {
  if (account.professionalSince !== undefined && media.publishedAt < account.professionalSince) {
    throw refuse.postedBeforeConversion();
  }
  const abroad = metrics.find((name) => name === 'facebook_views' || name === 'crossposted_views');
  if (abroad !== undefined) throw refuse.notOnFacebook(abroad);
}

function isOver({ mediaProductType, publishedAt }: Media, now: number): boolean {
  return mediaProductType === 'STORY' && now >= publishedAt + STORY_MS;
}
