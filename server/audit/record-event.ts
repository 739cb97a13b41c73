import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';

/** Something that was done. `details` hold ids, codes and names; never tokens, captions or messages. */
export interface AuditEvent {
  workspaceId: string | null;
  actor: 'member' | 'instagram' | 'system';
  userId?: string | null;
  /** Noun and past verb: `connection.established`, `connection.disconnected`. */
  action: string;
  subject?: string;
  details?: Record<string, unknown>;
}

/** Appends to the audit trail, inside the caller's transaction when there is one. */
export async function recordEvent(ctx: Pick<Context, 'db' | 'clock'>, event: AuditEvent): Promise<void> {
  await ctx.db
    .insertInto('audit_events')
    .values({
      id: newId(),
      workspace_id: event.workspaceId,
      at: ctx.clock.now(),
      actor: event.actor,
      user_id: event.userId ?? null,
      action: event.action,
      subject: event.subject ?? null,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute();
}
