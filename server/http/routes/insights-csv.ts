import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { audienceQuery, mediaQuery, windowQuery } from '#contract/insights.ts';
import { AppError } from '../../app-error.ts';
import {
  audienceCsv,
  bestTimeCsv,
  mediaCsv,
  mediumCsv,
  overviewCsv,
  readAudience,
  readBestTime,
  readMedium,
  readOverview,
} from '../../insights/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';
import { partOf } from '../mount.ts';

const prefix = '/api/v1/workspaces/:workspaceId/connections/:connectionId/insights';

/**
 * Every answer of insights as CSV, with the same question: RFC 4180, UTF-8 without a byte order mark, which programs would
 * take for a part of the first name.
 */
export function mountInsightsCsv(app: Hono<Env>, ctx: HttpContext): void {
  app.get(`${prefix}/overview.csv`, async (exchange) => {
    const { workspaceId, connectionId } = await whose(exchange);
    const query = partOf(windowQuery, exchange.req.query());
    const overview = await readOverview(ctx, workspaceId, { connectionId, ...query });
    const { since, until } = overview.window;
    return answer(exchange, `insights-${since}-${until}`, overviewCsv(overview));
  });
  app.get(`${prefix}/media.csv`, async (exchange) => {
    const { workspaceId, connectionId } = await whose(exchange);
    const query = partOf(mediaQuery, exchange.req.query());
    const lines = await mediaCsv(ctx, workspaceId, { connectionId, ...query });
    name(exchange, 'insights-media');
    return stream(exchange, async (out) => {
      for await (const part of lines) {
        if (out.aborted) return;
        await out.write(part);
      }
    });
  });
  // A pattern of its own, for `:mediaId.csv` would not be taken as a name and an ending.
  app.get(`${prefix}/media/:file{.+\\.csv}`, async (exchange) => {
    const { workspaceId, connectionId } = await whose(exchange);
    const mediaId = exchange.req.param('file').slice(0, -'.csv'.length);
    if (!/^\d{1,30}$/.test(mediaId)) throw new AppError('not_found');
    const medium = await readMedium(ctx, workspaceId, { connectionId, mediaId });
    return answer(exchange, `insights-media-${mediaId}`, mediumCsv(medium));
  });
  app.get(`${prefix}/audience.csv`, async (exchange) => {
    const { workspaceId, connectionId } = await whose(exchange);
    const query = partOf(audienceQuery, exchange.req.query());
    const audience = await readAudience(ctx, workspaceId, { connectionId, ...query });
    return answer(exchange, 'insights-audience', audienceCsv(audience));
  });
  app.get(`${prefix}/best-time.csv`, async (exchange) => {
    const { workspaceId, connectionId } = await whose(exchange);
    return answer(
      exchange,
      'insights-best-time',
      bestTimeCsv(await readBestTime(ctx, workspaceId, { connectionId })),
    );
  });

  async function whose(exchange: Exchange): Promise<{ workspaceId: string; connectionId: string }> {
    const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
    return { workspaceId, connectionId: requireId(exchange, 'connectionId') };
  }
}

function answer(exchange: Exchange, file: string, csv: string): Response {
  name(exchange, file);
  return exchange.body(csv);
}

function name(exchange: Exchange, file: string): void {
  exchange.header('content-type', 'text/csv; charset=utf-8; header=present');
  exchange.header('content-disposition', `attachment; filename="${file}.csv"`);
}
