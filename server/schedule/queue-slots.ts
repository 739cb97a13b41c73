import type { Connection } from '#contract/connections.ts';
import type { QueueSlot, SlotOccurrence } from '#contract/schedule.ts';
import { recordDeed } from '../audit/index.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';
import { occurrencesOf } from './slot-occurrences.ts';

const aheadMs = 60 * 86_400_000;
type Account = Pick<Connection, 'id' | 'timeZone'>;

/** The hours of an account's queue and the next of them, at most 100 within 60 days. Throws `not_found`. */
export async function readQueue(ctx: Context, workspaceId: string, connectionId: string) {
  const connection = await getConnection(ctx, workspaceId, connectionId);
  const upcoming = await listOccurrences(ctx, connection, comingDays(ctx));
  return {
    timeZone: connection.timeZone,
    slots: await listSlots(ctx, connectionId),
    upcoming: upcoming.slice(0, 100),
  };
}

/** Sets the hours of an account's week. What has a time keeps it. Throws `not_found`. */
export async function setSlots(
  ctx: Context,
  member: Member,
  input: { connectionId: string; slots: QueueSlot[] },
): Promise<void> {
  const account = await getConnection(ctx, member.workspaceId, input.connectionId);
  const slots = new Map(input.slots.map((slot) => [`${slot.weekday} ${slot.time}`, slot]));
  await inTransaction(ctx, async (ctx) => {
    await lockQueue(ctx, input.connectionId);
    const before = await listSlots(ctx, input.connectionId);
    await ctx.db.deleteFrom('queue_slots').where('connection_id', '=', input.connectionId).execute();
    if (slots.size > 0)
      await ctx.db
        .insertInto('queue_slots')
        .values(
          [...slots.values()].map(({ weekday, time }) => ({
            workspace_id: member.workspaceId,
            connection_id: input.connectionId,
            weekday,
            time,
          })),
        )
        .execute();
    await recordDeed(ctx, member, {
      action: 'queue.hours_set',
      ...aboutQueue(account),
      before: { hours: hoursOf(before) },
      after: { hours: hoursOf(await listSlots(ctx, input.connectionId)) },
    });
  });
}

/** Leaves one hour of the queue out; safe to call twice. Throws `not_found`. */
export async function skipSlot(
  ctx: Context,
  member: Member,
  { connectionId, wallTime }: { connectionId: string; wallTime: string },
): Promise<void> {
  const account = await getConnection(ctx, member.workspaceId, connectionId);
  await inTransaction(ctx, async (ctx) => {
    const skipped = await ctx.db
      .insertInto('skipped_slots')
      .values({ connection_id: connectionId, wall_time: wallTime })
      .onConflict((conflict) => conflict.doNothing())
      .returning('wall_time')
      .executeTakeFirst();
    if (skipped)
      await recordDeed(ctx, member, { action: 'queue.hour_skipped', ...aboutQueue(account, wallTime) });
  });
}

/** Takes an hour that was left out back; safe to call twice. Throws `not_found`. */
export async function unskipSlot(
  ctx: Context,
  member: Member,
  { connectionId, wallTime }: { connectionId: string; wallTime: string },
): Promise<void> {
  const account = await getConnection(ctx, member.workspaceId, connectionId);
  await inTransaction(ctx, async (ctx) => {
    const taken = await ctx.db
      .deleteFrom('skipped_slots')
      .where('connection_id', '=', connectionId)
      .where('wall_time', '=', wallTime)
      .returning('wall_time')
      .executeTakeFirst();
    if (taken)
      await recordDeed(ctx, member, { action: 'queue.hour_taken_back', ...aboutQueue(account, wallTime) });
  });
}

function aboutQueue({ username, instagramUserId }: Connection, subject?: string) {
  return { subject, details: { username, instagramUserId } };
}

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function hoursOf(slots: QueueSlot[]): string {
  return slots.map(({ weekday, time }) => `${weekdays[weekday]} ${time}`).join(', ');
}

/** Two posts never take the same hour: who looks for a free one holds the queue until the commit. */
export async function lockQueue(ctx: Context, connectionId: string): Promise<void> {
  await lockUntilCommit(ctx.db, `queue:${connectionId}`);
}

/** The account's next free hour, or undefined when there is none within 60 days. */
export async function findFreeSlot(ctx: Context, account: Account): Promise<SlotOccurrence | undefined> {
  const coming = await listOccurrences(ctx, account, comingDays(ctx));
  return coming.find(({ state }) => state === 'open');
}

/** The hours of a queue within a window, each with what became of it. */
export async function listOccurrences(
  ctx: Context,
  account: Account,
  window: { from: number; to: number },
): Promise<SlotOccurrence[]> {
  const slots = await listSlots(ctx, account.id);
  const occurrences = occurrencesOf(slots, account.timeZone, window);
  if (occurrences.length === 0) return [];
  const taken = await takenInstants(ctx, account.id, window);
  const skipped = await skippedTimes(ctx, account.id);
  return occurrences.map(({ wallTime, at }) => ({
    connectionId: account.id,
    wallTime,
    publishAt: new Date(at).toISOString(),
    state: taken.has(at) ? 'taken' : skipped.has(wallTime) ? 'skipped' : 'open',
  }));
}

async function listSlots(ctx: Context, connectionId: string): Promise<QueueSlot[]> {
  return ctx.db
    .selectFrom('queue_slots')
    .select(['weekday', 'time'])
    .where('connection_id', '=', connectionId)
    .orderBy('weekday')
    .orderBy('time')
    .execute();
}

/** Instants that a post has, drafts with a plan included. What failed or was cancelled has given its hour back. */
async function takenInstants(
  ctx: Context,
  connectionId: string,
  { from, to }: { from: number; to: number },
): Promise<Set<number>> {
  const rows = await ctx.db
    .selectFrom('posts')
    .select('publish_at')
    .where('connection_id', '=', connectionId)
    .where('publish_at', '>=', new Date(from))
    .where('publish_at', '<', new Date(to))
    .where('state', 'not in', ['failed', 'cancelled'])
    .execute();
  return new Set(rows.map(({ publish_at }) => publish_at?.getTime() ?? Number.NaN));
}

async function skippedTimes(ctx: Context, connectionId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('skipped_slots')
    .select('wall_time')
    .where('connection_id', '=', connectionId)
    .execute();
  return new Set(rows.map(({ wall_time }) => wall_time));
}

function comingDays(ctx: Context): { from: number; to: number } {
  const now = ctx.clock.now().getTime();
  return { from: now + 60_000, to: now + aheadMs };
}
