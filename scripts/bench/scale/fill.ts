import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../server/database/index.ts';

export interface Size {
  connections: number;
  /** At least `duePosts`. */
  posts: number;
}

/** Posts that are due now, among the first ones: `n % 50 = 0`, every other of them ready. */
export const duePosts = 20_000;
/** However many posts there are, so many go to an account: a person's pages do not grow with the others'. */
const postsOfAccount = 10;

/** What belongs to a number, the same in every run: ids that grow as ours do. */
const family = {
  workspace: '7002',
  user: '7003',
  connection: '7001',
  asset: '7004',
  rendition: '7005',
  post: '7000',
};
export function idOf(kind: keyof typeof family, number: number): string {
  return `00000000-0000-${family[kind]}-8000-${number.toString(16).padStart(12, '0')}`;
}
const id = (kind: keyof typeof family, number: string) =>
  `('00000000-0000-${family[kind]}-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** One workspace in front holds 3 % of all accounts; every other has ten. */
const giantShare = 0.03;
const workspaceOf = (connection: string, { connections }: Size) =>
  `case when ${connection} < ${Math.ceil(connections * giantShare)} then 0 else 1 + ${connection} / 10 end`;

export function workspaceOfConnection(connection: number, { connections }: Size): number {
  return connection < Math.ceil(connections * giantShare) ? 0 : 1 + Math.floor(connection / 10);
}

/** Accounts that have posts: the first ones. */
export function accountsOf({ connections, posts }: Size): number {
  return Math.min(connections, Math.floor(posts / postsOfAccount));
}

/**
 * Makes `size.posts` posts of `size.connections` accounts, most of them published within two years, a quarter due
 * within two months, 400 due now. One post in two hundred goes to the first account, the others to the others in no order. Rows are made by the database itself.
 */
export async function fill(db: Kysely<Database>, size: Size): Promise<void> {
  await fillAccounts(db, size);
  const numbers = `generate_series(0, ${size.posts - 1}) as n`;
  const account = `(case when n % 200 = 7 then 0 else ((n::bigint * 7919) % ${accountsOf(size)})::int end)`;
  const isDue = `n % 50 = 0 and n < ${duePosts}`;
  const state = `case when ${isDue} and n % 100 = 50 then 'ready' when ${isDue} or n % 4 = 1 then 'scheduled'
    when n % 1000 = 998 then 'failed' else 'published' end`;
  const publishAt = `case when ${isDue} then now() - interval '1 minute' * random()
    when n % 4 = 1 then now() + interval '60 days' * random() else now() - interval '730 days' * random() end`;
  await run(
    db,
    `insert into posts (id, workspace_id, connection_id, instagram_user_id, kind, caption, state, paused_at, publish_at,
        wall_time, time_zone, published_at, media_id, permalink, failure_code, created_at, updated_at)
      select ${id('post', 'n')}, ${id('workspace', workspaceOf(account, size))},
        ${id('connection', account)}, (17841500000000000 + ${account})::text, 'image',
        'Post ' || n || ': a bowl, thrown this morning and fired tonight, with a caption of the usual length #clay #bowl',
        state, case when n % 1000 = 997 then at end, at, to_char(at, 'YYYY-MM-DD"T"HH24:MI'), 'Europe/Lisbon',
        case when state = 'published' then at end, case when state = 'published' then (18000000000000000 + n)::text end,
        case when state = 'published' then 'https://www.instagram.com/p/C' || n || '/' end,
        case when state = 'failed' then 'media_refused' end, least(at, now()) - interval '3 days' * random(), at
      from (select n, ${state} as state, ${publishAt} as at from ${numbers}) as made`,
  );
  await run(
    db,
    `insert into publish_runs (post_id, attempt, due_at, permalink_done_at, updated_at)
      select ${id('post', 'n')}, 0, case when posts.state in ('scheduled', 'ready') and posts.paused_at is null then posts.publish_at end,
        posts.published_at, posts.updated_at
      from ${numbers} join posts on posts.id = ${id('post', 'n')}`,
  );
  await run(
    db,
    `insert into post_assets (post_id, position, asset_id, rendition_id)
      select ${id('post', 'n')}, 0, ${id('asset', workspaceOf(account, size))},
        ${id('rendition', workspaceOf(account, size))}
      from ${numbers}`,
  );
  await run(
    db,
    `insert into post_steps (post_id, at, step, outcome) select ${id('post', 'n')}, now(), 'scheduled', 'done' from ${numbers}`,
  );
  for (const table of [
    'posts',
    'publish_runs',
    'post_assets',
    'post_steps',
    'connections',
    'workspaces',
    'assets',
  ])
    await run(db, `vacuum analyze ${table}`);
}

async function fillAccounts(db: Kysely<Database>, size: Size): Promise<void> {
  const workspaces = `generate_series(0, ${1 + Math.floor(size.connections / 10)}) as n`;
  await run(
    db,
    `insert into workspaces (id, name, slug, created_at) select ${id('workspace', 'n')}, 'Studio ' || n, 'studio-' || n, now() from ${workspaces}`,
  );
  await run(
    db,
    `insert into assets (id, workspace_id, name, content_type, size_bytes, sha256, width, height, storage_key, created_at)
      select ${id('asset', 'n')}, ${id('workspace', 'n')}, 'bowl.jpg', 'image/jpeg', 1, '', 1080, 1350, n::text, now() from ${workspaces}`,
  );
  await run(
    db,
    `insert into renditions (id, asset_id, kind, content_type, width, height, size_bytes, sha256, storage_key, created_at)
      select ${id('rendition', 'n')}, ${id('asset', 'n')}, 'instagram_jpeg', 'image/jpeg', 1080, 1350, 1, '', n::text, now() from ${workspaces}`,
  );
  await run(
    db,
    `insert into connections (id, workspace_id, login, app_id, instagram_user_id, app_scoped_user_id, username, state,
        state_changed_at, time_zone, token_version, token_renewed_at, created_at)
      select ${id('connection', 'n')}, ${id('workspace', workspaceOf('n', size))}, 'instagram', '1', (17841500000000000 + n)::text,
        (2000000000 + n)::text, 'account.' || n, 'active', now(), 'Europe/Lisbon', 1, now(), now()
      from generate_series(0, ${size.connections - 1}) as n`,
  );
}

async function run(db: Kysely<Database>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db);
}
