import { sql, type SqlBool } from 'kysely';
import type { AuditFilter } from '#contract/audit.ts';
import type { Context } from '../context.ts';
import type { PageCursor } from '../page-cursor.ts';

/** The trail of a workspace or of a person's own account, and what of it is wanted. */
export interface Trail {
  of: { workspaceId: string } | { userId: string };
  /** Accounts that who asks may not see, by Instagram's id. */
  hidden?: readonly string[];
  filter?: AuditFilter;
}

/** A page of the trail, newest first; each filter is answered by an index in that order (0024_audit.sql). */
export async function selectEvents(
  ctx: Pick<Context, 'db'>,
  { of, hidden = [], filter = {} }: Trail,
  page: { limit: number; after: PageCursor | undefined },
) {
  const { person, area, account, since, until } = filter;
  return (
    ctx.db
      .selectFrom('audit_events')
      .select(['id', 'at', 'actor', 'user_id', 'user_name', 'via', 'network', 'browser'])
      .select(['action', 'subject', 'details', 'instagram_user_id'])
      // What was done by Meta or by the product has nobody's id.
      .select(sql<string>`at::text`.as('cursor_at'))
      .$call((query) =>
        'userId' in of
          ? query.where('workspace_id', 'is', null).where('user_id', '=', of.userId)
          : query.where('workspace_id', '=', of.workspaceId),
      )
      .$if(person === 'instagram' || person === 'system', (query) =>
        query.where('user_id', 'is', null).where('actor', '=', person as 'instagram' | 'system'),
      )
      .$if(person !== undefined && person !== 'instagram' && person !== 'system', (query) =>
        query.where('user_id', '=', person!),
      )
      .$if(area !== undefined, (query) => query.where('area', '=', area!))
      .$if(account !== undefined, (query) => query.where('instagram_user_id', '=', account!))
      .$if(hidden.length > 0, (query) =>
        query.where(
          sql<SqlBool>`(instagram_user_id is null or instagram_user_id <> all (${[...hidden]}::text[]))`,
        ),
      )
      .$if(since !== undefined, (query) => query.where('at', '>=', new Date(since!)))
      .$if(until !== undefined, (query) => query.where('at', '<', new Date(until!)))
      .$if(page.after !== undefined, (query) =>
        query.where(sql<SqlBool>`(at, id) < (${page.after?.at}::timestamptz, ${page.after?.id}::uuid)`),
      )
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit)
      .execute()
  );
}

export type EventRow = Awaited<ReturnType<typeof selectEvents>>[number];
