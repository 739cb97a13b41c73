import { sql } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { InboxThread, SpamRule } from '#contract/inbox.ts';
import type { Context } from '../context.ts';
import { writeOf, type WriteRow } from '../writes/index.ts';

export type ThreadRow = Awaited<ReturnType<ReturnType<typeof selectThreads>['execute']>>[number];

/** Threads with what a list shows beside them. The caller says which. */
export function selectThreads(ctx: Pick<Context, 'db'>) {
  return ctx.db
    .selectFrom('inbox_threads as thread')
    .leftJoin('media', 'media.id', 'thread.media')
    .leftJoin('users', 'users.id', 'thread.assigned_to')
    .leftJoin('connections as connection', (join) =>
      join
        .onRef('connection.workspace_id', '=', 'thread.workspace_id')
        .onRef('connection.instagram_user_id', '=', 'thread.instagram_user_id'),
    )
    .selectAll('thread')
    .select([
      'connection.id as connection_id',
      'connection.username as account',
      'users.name as assignee',
      'media.caption as media_caption',
      'media.picture_address as media_picture',
    ])
    .select((eb) => [
      // Of an account that is not connected the name is known from what it wrote; of any other nobody looks for it, for a
      // long conversation may hold nothing of ours.
      eb
        .case()
        .when('connection.id', 'is', null)
        .then(
          eb
            .selectFrom('comments')
            .select('username')
            .whereRef('comments.thread_id', '=', 'thread.id')
            .where('is_own', '=', true)
            .limit(1),
        )
        .end()
        .as('own_name'),
      eb
        .selectFrom('comments')
        .select('username')
        .whereRef('comments.workspace_id', '=', 'thread.workspace_id')
        .whereRef('comments.comment_id', '=', 'thread.root_id')
        .as('root_author'),
      jsonObjectFrom(
        eb
          .selectFrom('instagram_writes as write')
          .leftJoin('users as requester', 'requester.id', 'write.requested_by')
          .selectAll('write')
          .select('requester.name as requester')
          .whereRef('write.thread_id', '=', 'thread.id')
          .where(isOpenTrouble)
          .orderBy('write.requested_at', 'desc')
          .limit(1),
      ).as('trouble'),
    ]);
}

/** On its way, or gone wrong and nobody decided yet. The alias is `write`. */
export const isOpenTrouble = sql<boolean>`(write.state in ('waiting', 'writing')
  or write.state in ('failed', 'unconfirmed') and write.left_at is null)`;

/** A thread as people see it. */
export function threadOf(row: ThreadRow): InboxThread {
  return {
    id: row.id,
    kind: row.kind,
    connectionId: row.connection_id,
    account: row.account ?? row.own_name ?? row.instagram_user_id,
    instagramUserId: row.instagram_user_id,
    username: row.root_author,
    mediaId: row.media_id,
    mediaWords: firstWords(row.media_caption ?? ''),
    mediaPictureUrl:
      row.media_picture !== null && row.connection_id !== null
        ? pictureUrl(row.workspace_id, row.connection_id, row.media_id)
        : null,
    state: row.state,
    isHidden: row.is_hidden,
    isUnanswered: row.is_unanswered,
    lastAt: row.last_at.toISOString(),
    lastAuthor: row.last_author,
    lastWords: row.last_words,
    comments: row.comments,
    // Named in the contract and written by rules/spam.ts alone.
    spam: row.spam as SpamRule[],
    assignedTo:
      row.assigned_to !== null && row.assignee !== null
        ? { userId: row.assigned_to, name: row.assignee }
        : null,
    goneAt: row.gone_at?.toISOString() ?? null,
    trouble: row.trouble ? writeOf(reviveWrite(row.trouble)) : null,
  };
}

/** Same-origin address of a media's picture. */
export function pictureUrl(workspaceId: string, connectionId: string, mediaId: string): string {
  return `/api/v1/workspaces/${workspaceId}/connections/${connectionId}/media/${mediaId}/picture`;
}

/** The beginning of a caption, whole characters, for a line of a list. */
function firstWords(caption: string): string {
  return Array.from(caption.slice(0, 200)).slice(0, 80).join('').toWellFormed();
}

/** JSON has no instants. */
function reviveWrite(
  json: JsonOf<WriteRow> & { requester: string | null },
): WriteRow & { requester: string | null } {
  return {
    ...json,
    intent_at: dateOf(json.intent_at),
    called_at: dateOf(json.called_at),
    unseen_since: dateOf(json.unseen_since),
    due_at: dateOf(json.due_at),
    lease_until: dateOf(json.lease_until),
    left_at: dateOf(json.left_at),
    requested_at: new Date(json.requested_at),
    updated_at: new Date(json.updated_at),
  };
}

type JsonOf<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
