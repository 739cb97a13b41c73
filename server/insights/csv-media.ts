import type { Context } from '../context.ts';
import { csvLine } from '../csv.ts';
import { listedColumns } from './read-metrics.ts';
import { readMediaPage, type MediaAsk, type MediaPage } from './read-media-page.ts';

const pageLength = 100;
const words = ['media_id', 'kind', 'posted_at', 'permalink', 'caption', 'gone_at'];

/**
 * All media of the question, a line each, page by page: no more than a page is in memory. `missing` names what has no value, with
 * the reasons. The first page is read before the first line, so that what is refused is refused whole.
 */
export async function mediaCsv(
  ctx: Context,
  workspaceId: string,
  ask: Omit<MediaAsk, 'limit' | 'after'>,
): Promise<AsyncIterable<string>> {
  const read = (after?: string) => readMediaPage(ctx, workspaceId, { ...ask, limit: pageLength, after });
  const first = await read();
  return lines(first, read);
}

async function* lines(first: MediaPage, read: (after: string) => Promise<MediaPage>): AsyncIterable<string> {
  yield csvLine([...words, ...listedColumns, 'missing', 'read_at']);
  let page: MediaPage | undefined = first;
  while (page) {
    yield page.media.map(lineOf).join('');
    page = page.next === null ? undefined : await read(page.next);
  }
}

function lineOf({ media, figures }: MediaPage['media'][number]): string {
  const missing = Object.entries(figures).flatMap(([metric, { reason }]) =>
    reason ? [`${metric}: ${reason}`] : [],
  );
  return csvLine([
    media.mediaId,
    media.kind,
    media.postedAt,
    media.permalink,
    media.caption,
    media.goneAt,
    ...listedColumns.map((metric) => figures[metric]?.value),
    missing.join('; '),
    figures.reach?.readAt,
  ]);
}
