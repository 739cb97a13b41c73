import type { Use } from './read-module.ts';
import { importRule, plant, type Rule } from './rule.ts';

/** A rule that `name` is used only where `isAllowed` says so. */
function useRule(
  says: string,
  names: Use['name'][],
  isAllowed: (path: string, isTest: boolean) => boolean,
  examples: Pick<Rule, 'bites' | 'spares'>,
): Rule {
  return {
    says,
    check: (modules) =>
      modules
        .filter((module) => !isAllowed(module.path, module.isTest))
        .flatMap((module) =>
          module.uses
            .filter((used) => names.includes(used.name))
            .map((used) => `${module.path}:${used.line} uses ${used.name}`),
        ),
    ...examples,
  };
}

const inServer = (path: string) => path.startsWith('server/');
const isConfigFile = (path: string) => /(^|\/)[a-z]+\.config\.ts$/.test(path);

/** What reaches outside the program: the environment, the console, the network, ciphers. */
export const reachRules: Rule[] = [
  useRule(
    'The environment is read in config/env.ts, by scripts, by the simulator’s main and by tests',
    ['process.env'],
    (path, isTest) =>
      isTest ||
      path === 'server/config/env.ts' ||
      path === 'simulator/main.ts' ||
      path.startsWith('scripts/') ||
      isConfigFile(path),
    {
      bites: [
        plant('server/http/app.ts', `const secret = process.env.INSTAGRAM_APP_SECRET;`),
        plant('server/vault/keyring.ts', `const { env } = process; const file = process['env']['KEYRING'];`),
        plant('simulator/world/world.ts', `const port = process.env['PORT'];`),
      ],
      spares: [
        plant('server/config/env.ts', `export const readEnv = () => ({ ...process.env });`),
        plant('server/http/app.ts', `// process.env is read elsewhere\nconst words = 'process.env';`),
      ],
    },
  ),
  useRule(
    'The console belongs to the command line, the scripts, the two mains and tests',
    ['console'],
    (path, isTest) =>
      isTest ||
      /^(scripts|server\/cli)\//.test(path) ||
      path === 'simulator/main.ts' ||
      path === 'server/main.ts',
    {
      bites: [
        plant('server/posts/advance.ts', `console.log('published');`),
        plant('web/app/a.tsx', `console.warn(1);`),
      ],
      spares: [plant('server/posts/advance.ts', `ctx.console; const a = { console: 1 }; // console.log`)],
    },
  ),
  useRule('Nobody calls a cipher of node:crypto: what is sealed is a JWE', ['cipher'], () => false, {
    bites: [
      plant('server/vault/seal.ts', `import { createCipheriv } from 'node:crypto';`),
      plant('simulator/world/a.test.ts', `crypto.createDecipheriv('aes-256-gcm', key, iv);`),
    ],
    spares: [plant('server/vault/seal.ts', `import { FlattenedEncrypt } from 'jose'; // not createCipheriv`)],
  }),
  useRule(
    'In the server only the Instagram client and the mains hold the global fetch',
    ['fetch'],
    (path, isTest) =>
      isTest ||
      !inServer(path) ||
      path.startsWith('server/instagram/') ||
      path === 'server/main.ts' ||
      path === 'server/cli/tintype.ts',
    {
      bites: [
        plant('server/connections/refresh.ts', `await fetch('https://graph.instagram.com/me');`),
        plant('server/posts/advance.ts', `const send = globalThis.fetch;`),
        plant('server/posts/advance.ts', `const deps = { fetch };`),
      ],
      spares: [
        plant('server/instagram/transport.ts', `await fetch(url);`),
        plant('server/context.ts', `interface Context { fetch: typeof fetch }`),
      ],
    },
  ),
  useRule(
    'ctx.fetch is for our own public address: the reach test, doctor and what serves requests',
    ['.fetch'],
    (path, isTest) =>
      isTest ||
      !inServer(path) ||
      /^server\/(instagram|http|cli)\//.test(path) ||
      path === 'server/main.ts' ||
      path === 'server/library/test-reach.ts',
    {
      bites: [plant('server/connections/refresh.ts', `await ctx.fetch(url);`)],
      spares: [plant('server/library/test-reach.ts', `await ctx.fetch(url);`)],
    },
  ),
  useRule(
    'Only the Instagram client, the configuration and doctor know the addresses of Meta’s API',
    ['meta host'],
    (path, isTest) => isTest || !inServer(path) || /^server\/(instagram|config|cli\/doctor)\//.test(path),
    {
      bites: [
        plant('server/posts/permalink.ts', `const url = 'https://graph.instagram.com/v25.0/me';`),
        plant('server/posts/permalink.ts', 'const url = `https://graph.facebook.com/${id}`;'),
      ],
      spares: [plant('server/instagram/transport.ts', `const host = 'graph.instagram.com';`)],
    },
  ),
  importRule(
    'Sockets and name look-ups are for what serves, the database’s launcher, doctor and the guarded download',
    (module, { specifier }) =>
      inServer(module.path) &&
      !module.isTest &&
      /^(node:)?(https?|http2|net|tls|dns|dns\/promises|dgram)$|^undici$/.test(specifier) &&
      !/^server\/(http|cli\/doctor|database\/embedded)\/|^server\/main\.ts$/.test(module.path) &&
      !/^server\/library\/(guarded-download|public-address)\.ts$/.test(module.path),
    {
      bites: [
        plant('server/posts/advance.ts', `import { request } from 'node:https';`),
        plant('server/instagram/transport.ts', `import { Agent } from 'undici';`),
        plant('server/library/import-file.ts', `import { get } from 'node:http';`),
      ],
      spares: [
        plant('server/database/embedded/free-port.ts', `import { createServer } from 'node:net';`),
        plant('server/library/guarded-download.ts', `import { get } from 'node:https';`),
      ],
    },
  ),
];
