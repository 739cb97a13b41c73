import type { Import, Module } from './read-module.ts';
import { plant, importRule, type Rule } from './rule.ts';

/** The capabilities and the ground: what a domain module may use besides its named neighbours. */
const below = ['instagram', 'vault', 'database', 'queue', 'config'];
const belowDomain = ['audit', 'notices'];

/**
 * The arrows of ARCHITECTURE.md inside the server: each module and the modules it may import. The files at the server's
 * root (context, clock, log, app-error) are ground for all.
 */
const arrows: Record<string, string[]> = {
  config: [],
  database: ['config'],
  vault: ['database', 'config'],
  queue: ['database', 'config'],
  instagram: ['vault', 'config'],
  audit: below,
  notices: ['audit', ...below],
  workspaces: [...belowDomain, ...below],
  connections: ['workspaces', ...belowDomain, ...below],
  writes: ['connections', 'workspaces', ...belowDomain, ...below],
  snippets: ['workspaces', ...belowDomain, ...below],
  insights: ['connections', 'workspaces', ...belowDomain, ...below],
  library: ['connections', 'workspaces', ...belowDomain, ...below],
  media: ['insights', 'writes', 'connections', 'workspaces', ...belowDomain, ...below],
  comments: ['media', 'writes', 'connections', 'workspaces', ...belowDomain, ...below],
  posts: ['library', 'media', 'comments', 'connections', 'workspaces', ...belowDomain, ...below],
};
arrows.schedule = ['posts', 'library', 'connections', 'workspaces', ...belowDomain, ...below];
arrows.reviews = ['schedule', 'posts', 'library', 'connections', 'workspaces', ...belowDomain, ...below];
const domain = Object.keys(arrows);
arrows.webhooks = ['posts', 'comments', 'insights', 'connections', 'workspaces', ...belowDomain, ...below];
arrows.worker = [...domain, 'webhooks'];
arrows.http = [...domain, 'webhooks'];
arrows.cli = [...domain, 'webhooks'];

/** Arrows for words alone: what is erased before the program runs. */
const typeArrows: Record<string, string[]> = { instagram: ['database'] };

/**
 * Run beside the product, never in it: one opens what a crash left sealed to account for every token, one times the opening,
 * two seal tokens that they made themselves.
 */
const besideTheProduct = new Set([
  'scripts/crash/account-for-everything.ts',
  'scripts/bench/vault.ts',
  'scripts/bench/punctuality/furnish-posts.ts',
  'scripts/bench/large-account/open-large-account.ts',
]);

/** The module of a server file, or undefined for a file at the server's root and for everything else. */
function moduleOf(path: string): string | undefined {
  const [top, name, rest] = path.split('/');
  return top === 'server' && rest !== undefined ? name : undefined;
}

const wires = (path: string) => path === 'server/main.ts' || path === 'server/context.ts';
const isFace = (path: string) => /\/index\.tsx?$/.test(path);
const isTestSupport = (path: string) =>
  /\/test-(database|vault|video|publishing|at-once|mail-server)\.ts$/.test(path);

function breaksArrow(module: Module, { target, isTypeOnly }: Import): boolean {
  const [from, to] = [moduleOf(module.path), moduleOf(target ?? '')];
  if (from === undefined || to === undefined || from === to || module.isTest) return false;
  if (isTypeOnly && typeArrows[from]?.includes(to)) return false;
  return !arrows[from]?.includes(to);
}

function entersBesideFace(module: Module, { target }: Import): boolean {
  const to = moduleOf(target ?? '');
  if (to === undefined || target === undefined || moduleOf(module.path) === to || isFace(target))
    return false;
  if (module.isTest && isTestSupport(target)) return false;
  return target !== 'server/vault/reveal.ts';
}

/** Who may import whom among the modules of the server, and through which door. */
export const moduleRules: Rule[] = [
  importRule('The modules of the server import along the named arrows', breaksArrow, {
    bites: [
      plant('server/connections/disconnect.ts', `import { pausePosts } from '../posts/index.ts';`),
      plant('server/library/store-asset.ts', `import type { PostRow } from '#server/posts/index.ts';`),
      plant('server/workspaces/sign-in.ts', `import { createApp } from '../http/index.ts';`),
      plant('server/vault/seal.ts', `import { createInstagram } from '../instagram/index.ts';`),
      plant('server/queue/create-queue.ts', `import { startWorker } from '../worker/index.ts';`),
      plant('server/worker/start-worker.ts', `export { createApp } from '../http/index.ts';`),
      plant('server/instagram/account.ts', `import { openPool } from '../database/index.ts';`),
      plant('server/brand-new/verb.ts', `import { readConfig } from '../config/index.ts';`),
    ],
    spares: [
      plant('server/posts/advance-post.ts', `import { getAsset } from '../library/index.ts';`),
      plant('server/instagram/account.ts', `import type { Login } from '../database/index.ts';`),
      plant('server/http/mount.ts', `import { AppError } from '../app-error.ts';`),
      plant('server/connections/connect.test.ts', `import { createWorker } from '../worker/index.ts';`),
    ],
  }),
  importRule('A module is entered through its index.ts', entersBesideFace, {
    bites: [
      plant('server/http/posts.ts', `import { loadPost } from '../posts/load-post.ts';`),
      plant('server/posts/advance.test.ts', `import { nextId } from '../database/new-id.ts';`),
      plant('scripts/bench.ts', `import { seal } from '#server/vault/seal.ts';`),
      plant('server/main.ts', `await import('./worker/start-worker.ts');`),
    ],
    spares: [
      plant('server/main.ts', `import { startEmbeddedPostgres } from './database/embedded/index.ts';`),
      plant(
        'server/posts/advance.test.ts',
        `import { openTestDatabase } from '../database/test-database.ts';`,
      ),
      plant('e2e/house.ts', `import { startProduct } from '../server/main.ts';`),
    ],
  }),
  importRule(
    'A file never imports the index of its own module',
    (module, { target }) =>
      target !== undefined &&
      isFace(target) &&
      !module.isTest &&
      moduleOf(module.path) !== undefined &&
      target === `server/${moduleOf(module.path)}/index.ts`,
    {
      bites: [plant('server/posts/advance-post.ts', `import { loadPost } from './index.ts';`)],
      spares: [plant('server/posts/advance-post.ts', `import { loadPost } from './load-post.ts';`)],
    },
  ),
  importRule(
    'Only the Instagram client and the vault may open a sealed token (vault/reveal.ts)',
    (module, { target }) =>
      target === 'server/vault/reveal.ts' &&
      !/^server\/(instagram|vault)\//.test(module.path) &&
      !besideTheProduct.has(module.path),
    {
      bites: [
        plant('server/connections/complete.ts', `import { revealToken } from '../vault/reveal.ts';`),
        plant('server/http/debug.ts', `const { revealToken } = await import('#server/vault/reveal.ts');`),
        plant('server/main.ts', `export { revealToken } from './vault/reveal.ts';`),
        plant('scripts/look.ts', `import '../server/vault/reveal.ts';`),
      ],
      spares: [plant('server/instagram/transport.ts', `import { revealToken } from '../vault/reveal.ts';`)],
    },
  ),
  {
    says: 'The face of the vault does not hand out what opens a token, and the context names types alone',
    check: (modules) =>
      modules.flatMap((module) =>
        module.imports
          .filter(
            ({ target, isTypeOnly }) =>
              (module.path === 'server/vault/index.ts' && target === 'server/vault/reveal.ts') ||
              (module.path === 'server/context.ts' && !isTypeOnly),
          )
          .map(({ specifier }) => `${module.path} imports ${specifier}`),
      ),
    bites: [
      plant('server/vault/index.ts', `export { revealToken } from './reveal.ts';`),
      plant('server/context.ts', `import { createVault } from './vault/index.ts';`),
    ],
    spares: [plant('server/context.ts', `import type { Vault } from './vault/index.ts';`)],
  },
  importRule(
    'Only main.ts wires: nobody imports it but the command line and tests',
    (module, { target }) =>
      target === 'server/main.ts' &&
      !module.isTest &&
      !wires(module.path) &&
      !/^(scripts|server\/cli)\//.test(module.path),
    {
      bites: [plant('server/http/app.ts', `import { startProduct } from '../main.ts';`)],
      spares: [plant('scripts/bench.ts', `import { startProduct } from '../server/main.ts';`)],
    },
  ),
];
