import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { openTestContext, business, type TestContext } from '../test-context.ts';

/** A connected account whose readings a test writes down by hand, as the collection would. */
export interface Readings {
  house: TestContext;
  ctx: Context;
  workspaceId: string;
  connectionId: string;
  /** Days of an account, with the columns that a test speaks of. */
  days(days: Record<string, Record<string, unknown>>): Promise<void>;
  totals(window: { since: string; until: string }, columns: Record<string, unknown>): Promise<void>;
  /** A media; answers its row's id. */
  media(mediaId: string, columns?: Record<string, unknown>): Promise<string>;
  reading(media: string, capturedAt: string, columns: Record<string, unknown>): Promise<void>;
  row(table: string, columns: Record<string, unknown>): Promise<string | undefined>;
  close(): Promise<void>;
}

const readAt = new Date('2026-11-25T08:00:00Z');

export async function openReadings(): Promise<Readings> {
  const house = await openTestContext();
  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);
  const { ctx, member } = house;
  const account = { workspace_id: member.workspaceId, instagram_user_id: business };

  async function row(table: string, columns: Record<string, unknown>): Promise<string | undefined> {
    const asText = Object.entries(columns).map(([name, value]) => {
      const isJson = typeof value === 'object' && value !== null && !(value instanceof Date);
      return [name, isJson ? JSON.stringify(value) : value] as const;
    });
    const { rows } = await sql<{ id?: string }>`insert into ${sql.table(table)}
      (${sql.join(asText.map(([name]) => sql.ref(name)))})
      values (${sql.join(asText.map(([, value]) => value))}) returning *`.execute(ctx.db);
    return rows[0]?.id;
  }

  return {
    house,
    ctx,
    workspaceId: member.workspaceId,
    connectionId,
    row: (table, columns) => row(table, { ...account, ...columns }),
    async days(days) {
      for (const [day, columns] of Object.entries(days))
        await row('account_insights', { ...account, day, read_at: readAt, is_final: true, ...columns });
    },
    async totals(window, columns) {
      await row('account_totals', { ...account, ...window, read_at: readAt, ...columns });
    },
    async media(mediaId, columns = {}) {
      const postedAt = new Date('2026-11-20T10:00:00Z');
      const id = await row('media', {
        ...account,
        media_id: mediaId,
        kind: 'image',
        posted_at: postedAt,
        first_seen_at: postedAt,
        read_at: readAt,
        ...columns,
      });
      return id!;
    },
    async reading(media, capturedAt, columns) {
      await row('media_insights', { media, captured_at: new Date(capturedAt), ...columns });
    },
    close: () => house.close(),
  };
}
