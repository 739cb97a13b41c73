import './refuse-older-node.ts';
import { join } from 'node:path';
import { sweepAuditTrail } from './audit/index.ts';
import { wallClock, type Clock } from './clock.ts';
import { combineDependants } from './combine-dependants.ts';
import { ConfigError, readConfig, readEnv, type Config } from './config/index.ts';
import {
  attemptRevocation,
  refreshConnection,
  sweepChoices,
  sweepRefreshes,
  sweepRevocations,
  tellOfExpiry,
} from './connections/index.ts';
import {
  commentsOfConnection,
  commentWrites,
  sweepComments,
  sweepPresences,
  sweepSubscriptions,
} from './comments/index.ts';
import type { Context } from './context.ts';
import { keepRunning, startEmbeddedPostgres } from './database/embedded/index.ts';
import { checkServer, migrate, openPool } from './database/index.ts';
import { createApp, listen, sweepIdempotencyKeys } from './http/index.ts';
import { claimInstallation, followTestClock } from './installation.ts';
import { insightsOfConnection, sweepInsights } from './insights/index.ts';
import { createInstagram, tracedFetch } from './instagram/index.ts';
import { createConversions, createStorage, sweepUploads } from './library/index.ts';
import { createLog } from './log.ts';
import { mediaOfConnection, mediaWrites, sweepMedia } from './media/index.ts';
import { deliverMails, mailNotices } from './notices/index.ts';
import {
  advancePost,
  createOutageWatch,
  createPublisher,
  postsOfConnection,
  findDueSoon,
  sweepDuePosts,
} from './posts/index.ts';
import { approvals, reviewsOfMember, sweepClientSessions } from './reviews/index.ts';
import { createIntake, forgetDeliveries, workDeliveries } from './webhooks/index.ts';
import { createQueue, type JobHandlers, type Punctual, type Sweep } from './queue/index.ts';
import { createVault, KeyringRefused } from './vault/index.ts';
import { startWorker } from './worker/index.ts';
import { createAuth, sweepSignIn } from './workspaces/index.ts';
import { advanceWrite, sweepWrites, type WriteMethods } from './writes/index.ts';

/** The only file that wires: configuration, then capabilities, then HTTP and worker, and the same way back. */

const graceMs = 8000;
const webFolder = join(import.meta.dirname, '..', 'dist', 'web');

export interface Product {
  /** Where it listens on this machine; undefined for a worker. */
  url: string | undefined;
  ctx: Context;
  /** Takes no more work, finishes what runs, closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

export interface Overrides {
  fetch?: typeof fetch;
  clock?: Clock;
  role?: string;
  /** Where log lines go; standard output unless told. */
  writeLog?: (line: string) => void;
}

/**
 * Starts the product from environment-like values. Throws `ConfigError` with every problem at once, `KeyringRefused`, or
 * an Error with a sentence for the operator; whatever was started by then is stopped again.
 */
export async function startProduct(
  env: Record<string, string | undefined>,
  overrides: Overrides = {},
): Promise<Product> {
  const closers: (() => Promise<unknown> | void)[] = [];
  const stop = once(async () => {
    for (const close of closers.toReversed()) await close();
  });
  try {
    return await wire(readConfig(env, overrides.role), overrides, closers, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function wire(
  given: Config,
  overrides: Overrides,
  closers: (() => Promise<unknown> | void)[],
  stop: () => Promise<void>,
): Promise<Product> {
  const log = createLog(given.logLevel, overrides.writeLog, appSecretsOf(given));
  const isWeb = given.role !== 'worker';
  const listener = isWeb ? await listen(given) : undefined;
  if (listener) closers.push(() => listener.close(graceMs));
  const config = listener ? withPort(given, listener.port) : given;

  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: config.dataDir, log: (sentence) => log.info(sentence) });
  if (embedded) {
    const kept = keepRunning(embedded, (sentence) => log.warn(sentence));
    closers.push(() => kept.stop());
  }
  const connectionString = config.databaseUrl ?? embedded!.connectionString;
  const pool = openPool(connectionString, log);
  closers.push(() => pool.close());
  const { db } = pool;
  if (config.databaseUrl) await checkServer(db);
  await migrate(db);
  await claimInstallation(db, config.isSimulated ? 'simulated' : 'real');

  const base = overrides.clock ?? wallClock;
  const testClock = config.isTest ? await followTestClock(db, base) : undefined;
  if (testClock) closers.push(testClock.stop);
  const clock = testClock ?? base;
  const vault = await createVault({ keyringFile: config.keyringFile, db, log, clock });
  await vault.checkKeys(db);
  const hasWorker = config.role !== 'web';
  const queue = await createQueue({ connectionString, clock, log, supervise: hasWorker });
  closers.push(() => queue.stop());
  const send = overrides.fetch ?? fetch;
  const ctx: Context = {
    config,
    clock,
    log,
    db,
    vault,
    queue,
    instagram: createInstagram({ config, vault, fetch: tracedFetch(send, log) }),
    storage: createStorage(config, send),
    dependants: combineDependants([
      commentsOfConnection,
      postsOfConnection,
      mediaOfConnection,
      insightsOfConnection,
      reviewsOfMember,
    ]),
    approvals,
    outages: createOutageWatch(),
    fetch: send,
  };
  if (hasWorker) {
    const conversions = createConversions(ctx);
    const worker = await startWorker({
      queue,
      log,
      handlers: handlersOf(ctx),
      sweeps: [...sweepsOf(ctx), { name: 'conversions', everySeconds: 5, run: () => conversions.sweep() }],
      punctual: { work: punctualOf(ctx), clock },
    });
    closers.push(() => {
      conversions.stop();
      return worker.stop();
    });
  }
  if (listener) {
    const draining = new AbortController();
    const intake = createIntake(ctx);
    closers.push(() => intake.stop());
    const httpContext = { ...ctx, auth: createAuth(ctx), draining: draining.signal, intake };
    const app = await createApp(httpContext, { webFolder, moveClock: testClock?.move });
    listener.serve(app.fetch);
    // Before anything is closed: the listener lets go of its port first, and open streams end.
    closers.push(() => {
      draining.abort();
      return listener.close(graceMs);
    });
  }
  log.info({ role: config.role, url: listener && config.publicUrl }, 'ready');
  return { url: listener && `http://${hostOf(config.host)}:${config.port}`, ctx, stop };
}

/** How each kind of write to Instagram that is no post is done. */
const writeMethods: WriteMethods = { ...commentWrites, ...mediaWrites };

function handlersOf(ctx: Context): JobHandlers {
  return {
    'posts.advance': ({ postId }) => advancePost(ctx, postId),
    'writes.advance': ({ writeId }) => advanceWrite(ctx, writeMethods, writeId),
    'connections.refresh': (job) => refreshConnection(ctx, job),
    'connections.revoke': (job) => attemptRevocation(ctx, job),
  };
}

/** Posts go out at their moment, not at the next look. */
function punctualOf(ctx: Context): Punctual {
  const publisher = createPublisher(ctx);
  return {
    name: 'posts at their moment',
    findSoon: (ahead) => findDueSoon(ctx, ahead),
    begin: (postIds) => publisher.begin(postIds),
    run: (postId) => advancePost(ctx, postId),
  };
}

function sweepsOf(ctx: Context): Sweep[] {
  // A test that moves the clock by weeks should not wait a minute to see what became due.
  const slow = ctx.config.isTest ? 1 : 60;
  return [
    { name: 'due posts', everySeconds: ctx.config.isTest ? 1 : 3, run: () => sweepDuePosts(ctx) },
    { name: 'writes', everySeconds: ctx.config.isTest ? 1 : 3, run: () => sweepWrites(ctx) },
    { name: 'refreshes', everySeconds: slow, run: () => sweepRefreshes(ctx) },
    { name: 'webhook subscriptions', everySeconds: Math.min(slow, 5), run: () => sweepSubscriptions(ctx) },
    { name: 'comments', everySeconds: Math.min(slow, 5), run: () => sweepComments(ctx) },
    { name: 'webhook deliveries', everySeconds: 1, run: () => workDeliveries(ctx) },
    { name: 'old webhook deliveries', everySeconds: 3600, run: () => forgetDeliveries(ctx) },
    { name: 'choices', everySeconds: slow, run: () => sweepChoices(ctx) },
    { name: 'revocations', everySeconds: Math.min(slow, 15), run: () => sweepRevocations(ctx) },
    { name: 'notices by mail', everySeconds: ctx.config.isTest ? 1 : 10, run: () => mailNotices(ctx) },
    { name: 'mails', everySeconds: ctx.config.isTest ? 1 : 10, run: () => deliverMails(ctx) },
    { name: 'media', everySeconds: ctx.config.isTest ? 1 : 15, run: () => sweepMedia(ctx) },
    { name: 'insights', everySeconds: ctx.config.isTest ? 1 : 15, run: () => sweepInsights(ctx) },
    { name: 'uploads', everySeconds: 3600, run: () => sweepUploads(ctx) },
    { name: 'expiry', everySeconds: 3600, run: () => tellOfExpiry(ctx) },
    { name: 'presences', everySeconds: 60, run: () => sweepPresences(ctx) },
    { name: 'sign-in', everySeconds: 3600, run: () => sweepSignIn(ctx) },
    { name: 'reviewers', everySeconds: 3600, run: () => sweepClientSessions(ctx) },
    { name: 'audit trail', everySeconds: 3600, run: () => sweepAuditTrail(ctx) },
    { name: 'idempotency keys', everySeconds: 3600, run: () => sweepIdempotencyKeys(ctx) },
  ];
}

/** With PORT=0 the system chooses, and the public address follows unless it was given. */
function withPort(config: Config, port: number): Config {
  const isChosen = config.port === 0 && new URL(config.publicUrl).port === '0';
  const publicUrl = isChosen ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl;
  return { ...config, port, publicUrl };
}

/** What of ours is sent to Meta beside tokens. Something shorter than any real secret would stand in lines by chance. */
function appSecretsOf({ instagramApp, facebookApp }: Config): string[] {
  return [instagramApp, facebookApp].flatMap((app) => (app && app.secret.length >= 8 ? [app.secret] : []));
}

function hostOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

/** The process: starts, says so, and drains at the first signal or when its starter is gone. */
async function run(): Promise<void> {
  const at = process.argv.indexOf('--role');
  const role = at === -1 ? undefined : (process.argv[at + 1] ?? '');
  const starting = startProduct(readEnv(), { role });
  const drain = once(async () => {
    const product = await starting.catch(() => undefined);
    await product?.stop();
    process.exit(0);
  });
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(event, () => void drain());
  const { url } = await starting;
  process.send?.({ type: 'ready', url });
}

if (import.meta.main)
  try {
    await run();
  } catch (error) {
    // What an operator can mend is a sentence; only what nobody expected needs its stack.
    const isTold = error instanceof ConfigError || error instanceof KeyringRefused;
    const isSentence = isTold || (error as Error).name === 'Error';
    console.error(isSentence ? (error as Error).message : error);
    process.exit(1);
  }
