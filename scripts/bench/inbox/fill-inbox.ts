import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../server/database/index.ts';

/** Of one workspace; another with a tenth of it stands beside. */
export interface InboxSize {
  comments: number;
}

export const workspaceId = '00000000-0000-7002-8000-000000000000';
const neighbourId = '00000000-0000-7002-8000-000000000001';
export const userId = '00000000-0000-7003-8000-000000000000';
const accounts = 50;
export const accountOf = (number: number) => `178414${String(number).padStart(11, '0')}`;
export const connectionOf = (number: number) =>
  `00000000-0000-7001-8000-${number.toString(16).padStart(12, '0')}`;
/** Comments of a thread, on average: its first and what was answered. */
const perThread = 3;
/** Answers in the first thread: a post that everybody answered. */
const giant = 50_000;
export const giantThread = threadId(1);

export function threadId(number: number): string {
  return `00000000-0000-7005-8000-${number.toString(16).padStart(12, '0')}`;
}
export const threadsOf = ({ comments }: InboxSize) => Math.floor(comments / perThread);

/**
 * A tenth of the threads is open, a fiftieth hidden, a fiftieth looks like spam, a hundredth mentions, a hundredth Japanese;
 * every word of a comment is frequent (`lovely`), rare (`rare123`, `送料` and the emoji, one in ten thousand) or its own.
 */
export async function fillInbox(db: Kysely<Database>, size: InboxSize): Promise<void> {
  await sql`insert into users (id, name, email, email_verified, created_at, updated_at)
    values (${userId}, 'Ada', 'ada@example.com', false, now(), now()) on conflict do nothing`.execute(db);
  for (const [id, slug] of [
    [workspaceId, 'inbox'],
    [neighbourId, 'beside'],
  ])
    await sql`insert into workspaces (id, name, slug, created_at) values (${id}, 'Studio', ${slug}, now())`.execute(
      db,
    );
  await sql`insert into connections (id, workspace_id, login, app_id, instagram_user_id, app_scoped_user_id, username, state,
      state_changed_at, time_zone, token_version, token_renewed_at, created_at)
    select ('00000000-0000-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${workspaceId}, 'instagram', '1',
      '178414' || lpad(n::text, 11, '0'), n::text || '9', 'studio.' || n, 'active', now(), 'UTC', 1, now(), now()
    from generate_series(0, ${accounts - 1}) as n`.execute(db);
  await fillWorkspace(db, workspaceId, '7005', threadsOf(size));
  await fillWorkspace(db, neighbourId, '7006', Math.floor(threadsOf(size) / 10));
  await sql`insert into comments (id, workspace_id, thread_id, comment_id, parent_id, username, is_own, text, posted_at,
      first_seen_at, read_at)
    select gen_random_uuid(), ${workspaceId}, ${giantThread}, '8' || lpad(n::text, 16, '0'), '7005' || lpad('1', 13, '0'),
      'many.' || n % 5000, false, 'me too ' || n, now() - make_interval(secs => n), now(), now()
    from generate_series(1, ${Math.min(giant, size.comments)}) as n`.execute(db);
  await sql`insert into instagram_writes (id, workspace_id, instagram_user_id, kind, target_id, text, thread_id, state,
      failure_code, requested_at, updated_at)
    select gen_random_uuid(), ${workspaceId}, ${accountOf(1)}, 'reply', n::text, 'x',
      ('00000000-0000-7005-8000-' || lpad(to_hex(n), 12, '0'))::uuid, case when n % 50 = 0 then 'failed' else 'done' end,
      'throttled', now(), now()
    from generate_series(1, ${Math.floor(threadsOf(size) / 4)}) as n`.execute(db);
  for (const table of ['inbox_threads', 'comments', 'instagram_writes', 'media'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db);
}

async function fillWorkspace(
  db: Kysely<Database>,
  workspace: string,
  family: string,
  threads: number,
): Promise<void> {
  await sql`insert into media (workspace_id, instagram_user_id, media_id, kind, caption, posted_at, first_seen_at, read_at)
    select ${workspace}, '178414' || lpad((n % ${accounts})::text, 11, '0'), '9' || n, 'image', 'A cup, number ' || n, now(), now(), now()
    from generate_series(1, 2000) as n`.execute(db);
  await sql`insert into inbox_threads (id, workspace_id, instagram_user_id, kind, root_id, media_id, media, state, is_hidden,
      is_unanswered, last_at, last_author, last_words, comments, spam, assigned_to, changed, updated_at)
    select ('00000000-0000-' || ${family} || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${workspace}, media.instagram_user_id,
      case when n % 100 = 7 then 'mention' else 'comment' end, ${family} || lpad(n::text, 13, '0'), media.media_id, media.id,
      case when n % 10 = 0 then 'open' else 'done' end, n % 50 = 3, n % 3 > 0, now() - make_interval(secs => n * 20),
      'stranger.' || n % 9000, 'lovely', ${perThread}, case when n % 50 = 10 then '{link}'::text[] else '{}' end,
      case when n % 40 = 0 and ${workspace} = ${workspaceId} then ${userId}::uuid end, n, now()
    from generate_series(1, ${threads}) as n join media on media.workspace_id = ${workspace} and media.media_id = '9' || (1 + n % 2000)`.execute(
    db,
  );
  await sql`insert into comments (id, workspace_id, thread_id, comment_id, parent_id, username, is_own, text, posted_at,
      first_seen_at, read_at)
    select gen_random_uuid(), ${workspace}, ('00000000-0000-' || ${family} || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
      case when part = 0 then ${family} else '6' || ${family} || part end || lpad(n::text, 13, '0'),
      case when part > 0 then ${family} || lpad(n::text, 13, '0') end,
      case when part = 2 then 'studio.' || n % ${accounts} else 'stranger.' || n % 9000 end, part = 2,
      case when part = 2 then 'Thank you, word' || n % 20000 when n % 100 = 9 then 'この器はいくらですか ' || n || case when n % 10000 = 5009 then ' 送料は？🌊' else '' end
        else 'What a lovely cup, is it for sale? word' || n || case when n % 10000 = 5 then ' rare123' else '' end end,
      now() - make_interval(secs => n * 20 + 2 - part), now(), now()
    from generate_series(1, ${threads}) as n, generate_series(0, ${perThread - 1}) as part`.execute(db);
}
