import { sql } from 'kysely';
import type { Context, Member } from '../context.ts';
import { newId } from '../database/index.ts';

/** A value as it was or became. Never a secret, a caption or a message. */
export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;

/** What was done. `details` hold ids, codes and names; never tokens, captions or messages. */
export interface Deed {
  /** Noun and past verb: `connection.established`, `connection.disconnected`. */
  action: string;
  /** What it was done to, by name or id. */
  subject?: string | undefined;
  /** `instagramUserId` names the account that it is about, and `username` that account's name. */
  details?: Readonly<Record<string, unknown>>;
  /** What changed, by field. A field that is the same in both is left out. */
  before?: Values;
  after?: Values;
}

export interface AuditEvent extends Deed {
  /** Null for what a person does with their own account: it is shown to them alone. */
  workspaceId: string | null;
  /** `link`: the holder of a reviewer's link. */
  actor: 'member' | 'instagram' | 'system' | 'link';
  userId?: string | null;
  /** Of who is no member; a member's own is looked up. */
  userName?: string;
}

type AuditContext = Pick<Context, 'db' | 'clock' | 'origin'>;

/** Appends to the audit trail, inside the caller's transaction when there is one. Where it came from is the context's to say. */
export async function recordEvent(ctx: AuditContext, event: AuditEvent): Promise<void> {
  await recordEvents(ctx, [event]);
}

/** The same for several at once; none is well. */
export async function recordEvents(ctx: AuditContext, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await ctx.db
    .insertInto('audit_events')
    .values(events.map((event) => rowOf(ctx, event)))
    .execute();
}

/** The same for what a member did in their workspace. */
export async function recordDeed(
  ctx: AuditContext,
  member: Pick<Member, 'workspaceId' | 'userId' | 'viaLink'>,
  deed: Deed,
): Promise<void> {
  const { workspaceId, userId, viaLink } = member;
  if (!viaLink) return recordEvent(ctx, { ...deed, workspaceId, userId, actor: 'member' });
  const details = { ...deed.details, ...viaLink };
  await recordEvent(ctx, { ...deed, details, workspaceId, actor: 'link', userName: viaLink.name });
}

function rowOf(ctx: AuditContext, event: AuditEvent) {
  const userId = event.userId ?? null;
  return {
    id: newId(),
    workspace_id: event.workspaceId,
    at: ctx.clock.now(),
    actor: event.actor,
    user_id: userId,
    user_name: event.userName ?? sql<string>`(select name from users where id = ${userId}::uuid)`,
    ...originOf(ctx, event),
    action: event.action,
    subject: event.subject ?? null,
    details: JSON.stringify(detailsOf(event)),
  };
}

// What Instagram did came to light in somebody's request at most: it was not done from there.
function originOf({ origin }: AuditContext, { actor }: AuditEvent) {
  if (actor === 'instagram') return { via: 'instagram', network: null, browser: null } as const;
  return origin ?? ({ via: 'system', network: null, browser: null } as const);
}

function detailsOf({ details, before, after }: Deed): Record<string, unknown> {
  if (!before && !after) return { ...details };
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = fields.filter((field) => before?.[field] !== after?.[field]);
  const only = (values: Values = {}) =>
    Object.fromEntries(changed.map((field) => [field, values[field] ?? null]));
  return { ...details, before: only(before), after: only(after) };
}
