import type { AuditLine } from '#contract/audit.ts';
import type { Context } from '../context.ts';
import { cursorOf, readCursor } from '../page-cursor.ts';
import { selectEvents, type EventRow, type Trail } from './select-events.ts';

/** A page of the trail, newest first. `after` is the `next` of the page before. Throws `invalid_input` for another. */
export async function listEvents(
  ctx: Pick<Context, 'db'>,
  trail: Trail,
  page: { limit: number; after?: string | undefined },
): Promise<{ events: AuditLine[]; next: string | null }> {
  const after = page.after === undefined ? undefined : readCursor(page.after);
  const rows = await selectEvents(ctx, trail, { limit: page.limit + 1, after });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    events: shown.map(lineOf),
    next: last && rows.length > page.limit ? cursorOf({ at: last.cursor_at, id: last.id }) : null,
  };
}

/** An event as it is told. `before` and `after` are kept among the details, and are told beside them. */
export function lineOf(row: EventRow): AuditLine {
  const { before, after, ...details } = row.details;
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    userId: row.user_id,
    userName: row.user_name,
    via: row.via,
    network: row.network,
    browser: row.browser,
    action: row.action,
    subject: row.subject,
    instagramUserId: row.instagram_user_id,
    details,
    before: valuesOf(before),
    after: valuesOf(after),
  };
}

function valuesOf(kept: unknown): Record<string, unknown> | null {
  return typeof kept === 'object' && kept !== null ? { ...kept } : null;
}
