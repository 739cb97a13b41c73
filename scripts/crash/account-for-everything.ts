import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { startEmbeddedPostgres } from '../../server/database/embedded/index.ts';
import { openPool, type Database } from '../../server/database/index.ts';
import { silentLog } from '../../server/log.ts';
import { createVault } from '../../server/vault/index.ts';
// The one reader of sealed tokens beside the client: this script must know which tokens were ever stored.
import { revealToken } from '../../server/vault/reveal.ts';
import type { startSimulator } from '../../simulator/index.ts';

export interface CrashReport {
  kills: number;
  /** Of these, how many took the simulated Instagram with them. */
  bothKilled: number;
  seed: number;
  posts: Record<string, number>;
  connects: number;
  doublePosts: number;
  lostPosts: number;
  wrongMediaIds: number;
  halfConnections: number;
  /** Connections that we call active and whose token Instagram does not know as theirs. */
  deadConnections: number;
  /** Tokens that we ever stored, alive at Instagram, with neither a connection nor a queued revocation. */
  strayTokens: number;
  tokensEverStored: number;
  /** Accounts with a grant that Instagram gave and that died on the way to us: nobody can revoke these but the person. */
  grantsMintedButNeverStored: number;
}

export type StoredTokens = Awaited<ReturnType<typeof watchStoredTokens>>;

/** Notes every sealed token that is ever written, by a trigger of its own, in the product's database. */
export async function watchStoredTokens(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir });
  const pool = openPool(server.connectionString, silentLog, 2);
  await sql`create table crash_stored (connection_id uuid, workspace_id uuid, purpose text, version integer, kek_id text, dek_wrapped text, jwe text)`.execute(
    pool.db,
  );
  await sql`create function crash_note() returns trigger language plpgsql as $$
    begin
      if new.jwe is not null then
        insert into crash_stored values (new.connection_id, new.workspace_id, new.purpose, new.version, new.kek_id, new.dek_wrapped, new.jwe);
      end if;
      return new;
    end $$`.execute(pool.db);
  for (const table of ['vault.sealed_tokens', 'revocations'])
    await sql`create trigger crash_note after insert or update on ${sql.table(table)} for each row execute function crash_note()`.execute(
      pool.db,
    );
  return {
    db: pool.db,
    dataDir,
    close: () => pool.close(),
    async postsUnderWay(): Promise<number> {
      const rows = await pool.db
        .selectFrom('posts')
        .select('id')
        .where('state', 'in', ['scheduled', 'preparing', 'ready', 'publishing'])
        .where('paused_at', 'is', null)
        .execute();
      return rows.length;
    },
  };
}

export async function readAccounts(at: {
  stored: StoredTokens;
  simulator: Awaited<ReturnType<typeof startSimulator>>;
  options: { kills: number; seed: number };
  life: { connects(): number };
}): Promise<Omit<CrashReport, 'bothKilled'>> {
  const { db } = at.stored;
  return {
    kills: at.options.kills,
    seed: at.options.seed,
    connects: at.life.connects(),
    ...(await readPosts(db, at.simulator)),
    halfConnections: await countHalfConnections(db),
    ...(await readTokens(at)),
  };
}

async function readPosts(db: Kysely<Database>, simulator: Awaited<ReturnType<typeof startSimulator>>) {
  const live = new Map<string, string[]>();
  for (const media of simulator.simulator.world.media.list())
    live.set(media.caption ?? '', [...(live.get(media.caption ?? '') ?? []), media.id]);
  const rows = await db.selectFrom('posts').select(['caption', 'state', 'paused_at', 'media_id']).execute();
  const posts: Record<string, number> = {};
  let [lostPosts, wrongMediaIds] = [0, 0];
  for (const row of rows) {
    const state = row.paused_at ? `${row.state}, paused` : row.state;
    posts[state] = (posts[state] ?? 0) + 1;
    const ids = live.get(row.caption) ?? [];
    const isUnderWay =
      ['scheduled', 'preparing', 'ready', 'publishing'].includes(row.state) && !row.paused_at;
    if (isUnderWay || (row.state === 'published' && ids.length === 0)) lostPosts++;
    // Told as not live, and live all the same.
    if (['failed', 'draft', 'scheduled', 'preparing', 'ready'].includes(row.state) && ids.length > 0)
      lostPosts++;
    if (row.state === 'published' && ids.length > 0 && row.media_id !== ids[0]) wrongMediaIds++;
  }
  const doublePosts = [...live.values()].reduce((doubles, ids) => doubles + ids.length - 1, 0);
  return { posts, doublePosts, lostPosts, wrongMediaIds };
}

async function countHalfConnections(db: Kysely<Database>): Promise<number> {
  const rows = await db
    .selectFrom('connections')
    .leftJoin('grants', 'grants.connection_id', 'connections.id')
    .leftJoin('vault.sealed_tokens as token', 'token.connection_id', 'connections.id')
    .select(['connections.id', 'grants.connection_id as grant', 'token.connection_id as token', 'state'])
    .execute();
  return rows.filter((row) => !row.grant || (row.state === 'active') !== Boolean(row.token)).length;
}

async function readTokens(at: {
  stored: StoredTokens;
  simulator: Awaited<ReturnType<typeof startSimulator>>;
}) {
  const { db, dataDir } = at.stored;
  const keyringFolder = (await readdir(dirname(dataDir))).find((name) => name.endsWith('.keyring'));
  const vault = await createVault({
    keyringFile: join(dirname(dataDir), keyringFolder ?? '', 'keyring.json'),
    db,
  });
  const { rows } = await sql<{
    connection_id: string;
    workspace_id: string;
    purpose: string;
    version: number;
    kek_id: string;
    dek_wrapped: string;
    jwe: string;
  }>`
    select distinct * from crash_stored`.execute(db);
  const covered = new Set(
    [
      ...(await db
        .selectFrom('connections')
        .select('instagram_user_id')
        .where('state', '=', 'active')
        .execute()),
      ...(await db
        .selectFrom('revocations')
        .select('instagram_user_id')
        .where('state', '=', 'queued')
        .execute()),
    ].map((row) => row.instagram_user_id),
  );
  const everStored = new Set<string>();
  /** Whose, by the sealed text. */
  const alive = new Map<string, string>();
  let strayTokens = 0;
  for (const row of rows) {
    const { purpose, version } = row;
    const text = await revealToken(vault, {
      identity: { purpose, version, workspaceId: row.workspace_id, connectionId: row.connection_id },
      kekId: row.kek_id,
      dekWrapped: row.dek_wrapped,
      jwe: row.jwe,
    });
    const account = await whoseToken(at.simulator.url, text);
    if (account !== null) alive.set(row.jwe, account);
    if (everStored.has(text)) continue;
    everStored.add(text);
    if (account && !covered.has(account)) strayTokens++;
  }
  const grants = at.simulator.simulator.world.grants.list().filter((grant) => grant.removedAt === undefined);
  return {
    strayTokens,
    deadConnections: await countDeadConnections(db, alive),
    tokensEverStored: everStored.size,
    grantsMintedButNeverStored: grants.filter((grant) => !covered.has(grant.accountId)).length - strayTokens,
  };
}

async function countDeadConnections(db: Kysely<Database>, alive: Map<string, string>): Promise<number> {
  const active = await db
    .selectFrom('connections')
    .innerJoin('vault.sealed_tokens as token', 'token.connection_id', 'connections.id')
    .select(['connections.instagram_user_id as account', 'token.jwe'])
    .where('state', '=', 'active')
    .execute();
  return active.filter(({ account, jwe }) => jwe === null || alive.get(jwe) !== account).length;
}

/** The account a token is alive for, or null when Instagram refuses it. */
async function whoseToken(simulatorUrl: string, token: string): Promise<string | null> {
  const answer = await fetch(`${simulatorUrl}/graph.instagram.com/me?fields=user_id`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = (await answer.json()) as { user_id?: string };
  return answer.ok ? (body.user_id ?? null) : null;
}
