import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Context } from '../../../server/context.ts';
import { openPool, type Database } from '../../../server/database/index.ts';
import { silentLog } from '../../../server/log.ts';
import { startProduct } from '../../../server/main.ts';
import { explain, type Plan } from './plan.ts';

export interface Asked {
  /** Statement as the product sent it. */
  sql: string;
  plan: Plan;
}

/** The product's own domain over a database, with every statement of it noted. */
export interface Scale {
  ctx: Context;
  pool: pg.Pool;
  /** Asks, and answers the plans of all reads that the product made for it. */
  plansOf(ask: (ctx: Context) => Promise<unknown>): Promise<Asked[]>;
  close(): Promise<void>;
}

/** Migrates the database of `url` and wires the product over it, without a worker. */
export async function openScale(url: string): Promise<Scale> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-scale-'));
  const product = await startProduct(
    {
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: url,
      DATA_DIR: join(folder, 'data'),
      INSTAGRAM_APP_ID: '1784140000000042',
      INSTAGRAM_APP_SECRET: 'scale-has-no-secrets',
      // Nobody is there, and nobody is called.
      META_BASE_URL: 'http://127.0.0.1:9/{host}',
      LOG_LEVEL: 'silent',
    },
    { role: 'web', writeLog: () => {} },
  );
  const opened = openPool(url, silentLog, 4);
  const { pool } = opened;
  return {
    ctx: product.ctx,
    pool,
    async plansOf(ask) {
      const noted: { sql: string; parameters: readonly unknown[] }[] = [];
      const db = new Kysely<Database>({
        dialect: new PostgresDialect({ pool }),
        log: ({ query }) => void noted.push(query),
      });
      await ask({ ...product.ctx, db });
      const reads = noted.filter((query) => /^\s*(select|update|with)/i.test(query.sql));
      return Promise.all(reads.map(async (query) => ({ sql: query.sql, plan: await explain(pool, query) })));
    },
    async close() {
      await opened.close();
      await product.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
