import type { AuditLine } from '#contract/audit.ts';
import type { Context } from '../context.ts';
import { csvLine } from '../csv.ts';
import type { PageCursor } from '../page-cursor.ts';
import { lineOf } from './list-events.ts';
import { selectEvents, type Trail } from './select-events.ts';

/** Held in memory at a time: the rest waits in the database until the reader has taken these. */
const pageRows = 500;

export type ExportFormat = 'csv' | 'jsonl';

/** A trail as the text of a file, page by page, newest first. What happens after the call is not in it. */
export async function* exportEvents(
  ctx: Pick<Context, 'db' | 'clock'>,
  trail: Trail,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns.map(([name]) => name));
  let after: PageCursor | undefined;
  for (;;) {
    const rows = await selectEvents(ctx, trail, { limit: pageRows, after });
    if (rows.length > 0) yield rows.map((row) => textOf(lineOf(row), format)).join('');
    const last = rows.at(-1);
    if (!last || rows.length < pageRows) return;
    after = { at: last.cursor_at, id: last.id };
  }
}

function textOf(line: AuditLine, format: ExportFormat): string {
  if (format === 'jsonl') return `${JSON.stringify(line)}\n`;
  return csvLine(columns.map(([, pick]) => pick(line)));
}

const columns: [name: string, pick: (line: AuditLine) => string | null][] = [
  ['at', ({ at }) => at],
  ['actor', ({ actor }) => actor],
  ['user_id', ({ userId }) => userId],
  ['user_name', ({ userName }) => userName],
  ['via', ({ via }) => via],
  ['network', ({ network }) => network],
  ['browser', ({ browser }) => browser],
  ['action', ({ action }) => action],
  ['subject', ({ subject }) => subject],
  ['instagram_user_id', ({ instagramUserId }) => instagramUserId],
  ['before', ({ before }) => before && JSON.stringify(before)],
  ['after', ({ after }) => after && JSON.stringify(after)],
  ['details', ({ details }) => JSON.stringify(details)],
  ['id', ({ id }) => id],
];
