import type { Notice, NoticeKind } from '#contract/notices.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { wordsOf } from './kinds.ts';
import { mayHear } from './may-hear.ts';

const unreadCap = 100;

/** What a person was told in a workspace, newest first. `after` is the `next` of the page before. */
export async function listNotices(
  ctx: Pick<Context, 'db'>,
  member: Member,
  page: { unreadOnly: boolean; limit: number; after: string | undefined },
): Promise<{ notices: Notice[]; next: string | null; unread: number }> {
  const from = page.after === undefined ? undefined : readCursor(page.after);
  const rows = await ctx.db
    .selectFrom('notices')
    .select(['id', 'kind', 'params', 'created_at', 'read_at'])
    .where('user_id', '=', member.userId)
    .where('workspace_id', '=', member.workspaceId)
    .where('is_shown', '=', true)
    .where(mayHear())
    .$if(page.unreadOnly, (query) => query.where('read_at', 'is', null))
    .$if(from !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(from!.at, from!.id))),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    notices: shown.map(({ id, kind, params, created_at, read_at }) => {
      const words = wordsOf(kind as NoticeKind, params);
      return {
        id,
        kind: kind as NoticeKind,
        ...words,
        path: `/w/${member.workspaceSlug}${words.path}`,
        at: created_at.toISOString(),
        readAt: read_at?.toISOString() ?? null,
      };
    }),
    next: last && rows.length > page.limit ? `${last.created_at.getTime()}_${last.id}` : null,
    unread: await countUnread(ctx, member),
  };
}

/** How many a person has not read, counted up to 100. */
export async function countUnread(
  ctx: Pick<Context, 'db'>,
  member: Pick<Member, 'userId' | 'workspaceId'>,
): Promise<number> {
  const { unread } = await ctx.db
    .selectFrom((eb) =>
      eb
        .selectFrom('notices')
        .select('id')
        .where('user_id', '=', member.userId)
        .where('workspace_id', '=', member.workspaceId)
        .where('is_shown', '=', true)
        .where('read_at', 'is', null)
        .where(mayHear())
        .limit(unreadCap)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<string>().as('unread'))
    .executeTakeFirstOrThrow();
  return Number(unread);
}

/** Throws `not_found` for a notice of somebody else, or of an account that was hidden since. */
export async function markRead(ctx: Context, member: Member, noticeId: string): Promise<void> {
  const found = await ctx.db
    .updateTable('notices')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(ctx.clock.now())) }))
    .where('id', '=', noticeId)
    .where('user_id', '=', member.userId)
    .where('workspace_id', '=', member.workspaceId)
    .where(mayHear())
    .returning('id')
    .executeTakeFirst();
  if (!found) throw new AppError('not_found');
}

export async function markAllRead(ctx: Context, member: Member): Promise<void> {
  await ctx.db
    .updateTable('notices')
    .set({ read_at: ctx.clock.now() })
    .where('user_id', '=', member.userId)
    .where('workspace_id', '=', member.workspaceId)
    .where('read_at', 'is', null)
    .where(mayHear())
    .execute();
}

function readCursor(text: string): { at: Date; id: string } {
  const [ms = '', id = ''] = text.split('_');
  if (!/^\d{1,15}$/.test(ms) || !/^[0-9a-f-]{36}$/.test(id)) throw new AppError('invalid_input');
  return { at: new Date(Number(ms)), id };
}
