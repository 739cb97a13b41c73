import { resolve, join, dirname } from 'node:path';
import { optionalScopes } from '#rules/scopes.ts';
import { readLibraryConfig, type LibraryConfig } from './library.ts';
import { readMailConfig, type MailConfig } from './mail.ts';

export type Role = 'all' | 'web' | 'worker';

export interface LoginApp {
  id: string;
  secret: string;
}

/** Everything the product can be told from outside, typed and cross-checked. */
export interface Config {
  role: Role;
  isTest: boolean;
  host: string;
  port: number;
  /** Where browsers reach us, without a trailing slash. */
  publicUrl: string;
  /** Folder of the embedded database and of uploaded files, absolute. */
  dataDir: string;
  /** A PostgreSQL to use instead of the embedded one. */
  databaseUrl: string | undefined;
  keyringFile: string;
  /** Template with `{host}`: where the server reaches Meta. */
  metaBaseUrl: string;
  /** Template with `{host}`: where browsers are sent. */
  metaBrowserUrl: string;
  /** Whether Instagram is simulated: `META_BASE_URL` is not the default. */
  isSimulated: boolean;
  instagramApp: LoginApp | undefined;
  facebookApp: LoginApp | undefined;
  /** What Meta must know to have our webhook address confirmed; undefined: webhooks are refused, and comments are polled. */
  webhookVerifyToken: string | undefined;
  /** Permissions that are asked for beside the required ones, by door. */
  optionalScopes: { instagram: string[]; facebook: string[] };
  library: LibraryConfig;
  /** Undefined where no mail is sent. */
  mail: MailConfig | undefined;
  logLevel: string;
  /** Number of proxies in front of us whose X-Forwarded-For is believed; 0 means none. */
  trustedProxies: number;
}

export const defaultMetaBaseUrl = 'https://{host}';

export interface ConfigProblem {
  name: string;
  problem: string;
  fix: string;
}

/** Thrown with every problem at once, so that a person corrects the configuration in one go. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: ConfigProblem[];
  constructor(problems: ConfigProblem[]) {
    super(
      [
        'Tintype cannot start with this configuration:',
        ...problems.map((p) => `  ${p.name}: ${p.problem} ${p.fix}`),
      ].join('\n'),
    );
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment-like values and the role from the command line.
 * Throws `ConfigError` with all problems in one list, each with its fix.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  role: string = env.ROLE ?? 'all',
): Config {
  const problems: ConfigProblem[] = [];
  const complain = (name: string, problem: string, fix: string) => problems.push({ name, problem, fix });
  const text = (name: string) => cleaned(env, name, complain);

  const isTest = env.NODE_ENV === 'test';
  const host = text('HOST') ?? '127.0.0.1';
  const port = readPort(text('PORT'), 4200, 'PORT', complain);
  const metaBaseUrl = text('META_BASE_URL') ?? defaultMetaBaseUrl;
  const isSimulated = metaBaseUrl !== defaultMetaBaseUrl;
  checkTemplate(metaBaseUrl, 'META_BASE_URL', complain);
  const publicUrl = readPublicUrl(text('PUBLIC_URL'), { host, port, isSimulated }, complain);
  const dataDir = resolve(text('DATA_DIR') ?? './data');
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    complain(
      'DATABASE_URL',
      'is not a PostgreSQL address.',
      'Write it as postgresql://user:password@host:5432/database.',
    );
  if (role !== 'all' && role !== 'web' && role !== 'worker')
    complain('--role', `is "${role}".`, 'Use all, web or worker.');
  if ((role === 'web' || role === 'worker') && !databaseUrl)
    complain(
      '--role',
      'splits the product, and the embedded database serves one process.',
      'Set DATABASE_URL to a PostgreSQL 15 or newer that all processes reach.',
    );
  const instagramApp = readApp('INSTAGRAM', text, complain);
  const facebookApp = readApp('FACEBOOK', text, complain);
  if (!instagramApp && !facebookApp && problems.every((p) => !p.name.includes('_APP_')))
    complain(
      'INSTAGRAM_APP_ID',
      'is missing.',
      'Set it with INSTAGRAM_APP_SECRET, or start with "npm start" and neither set for the simulated Instagram.',
    );
  const asked = {
    instagram: readOptionalScopes('instagram', text, complain),
    facebook: readOptionalScopes('facebook', text, complain),
  };
  const webhookVerifyToken = text('META_WEBHOOK_VERIFY_TOKEN');
  const library = readLibraryConfig(text, isSimulated, complain);
  const mail = readMailConfig(text, complain);
  const simulatorUrl = text('SIMULATOR_PUBLIC_URL');
  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!['trace', 'debug', 'info', 'warn', 'error', 'silent'].includes(logLevel))
    complain('LOG_LEVEL', `is "${logLevel}".`, 'Use trace, debug, info, warn, error or silent.');
  const trustedProxies = Number(text('TRUSTED_PROXIES') ?? 0);
  if (!Number.isInteger(trustedProxies) || trustedProxies < 0)
    complain(
      'TRUSTED_PROXIES',
      'is not a count.',
      'Set the number of proxies in front of Tintype, 0 for none.',
    );

  if (problems.length > 0) throw new ConfigError(problems);
  return {
    role: role as Role,
    isTest,
    host,
    port,
    publicUrl,
    dataDir,
    databaseUrl,
    keyringFile: resolve(
      text('VAULT_KEYRING_FILE') ?? join(dirname(dataDir), `${baseName(dataDir)}.keyring`, 'keyring.json'),
    ),
    metaBaseUrl,
    metaBrowserUrl: simulatorUrl ? `${simulatorUrl.replace(/\/$/, '')}/{host}` : metaBaseUrl,
    isSimulated,
    instagramApp,
    facebookApp,
    webhookVerifyToken,
    optionalScopes: asked,
    library,
    mail,
    logLevel,
    trustedProxies,
  };
}

type Complain = (name: string, problem: string, fix: string) => void;

/** Quotes and spaces that compose files leave around values are told, never passed on to Meta. */
function cleaned(
  env: Record<string, string | undefined>,
  name: string,
  complain: Complain,
): string | undefined {
  const value = env[name];
  if (value === undefined || value === '') return undefined;
  if (/^["'].*["']$/.test(value))
    complain(name, 'is wrapped in quotes.', 'Remove the quotes around the value.');
  else if (value !== value.trim()) complain(name, 'has spaces around it.', 'Remove them.');
  return value;
}

function readPort(value: string | undefined, standard: number, name: string, complain: Complain): number {
  if (value === undefined) return standard;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    complain(name, `is "${value}".`, 'Use a number from 1 to 65535.');
  return port;
}

function readPublicUrl(
  value: string | undefined,
  at: { host: string; port: number; isSimulated: boolean },
  complain: Complain,
): string {
  const shown = value ?? `http://${at.host === '0.0.0.0' ? '127.0.0.1' : at.host}:${at.port}`;
  const url = URL.parse(shown);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    complain('PUBLIC_URL', `is "${shown}".`, 'Write only scheme and host, like https://post.example.com.');
  else if (!at.isSimulated && url.protocol !== 'https:')
    complain(
      'PUBLIC_URL',
      value ? 'is not https.' : 'is missing.',
      'Meta sends people back only to https: set the address under which they reach Tintype.',
    );
  return shown.replace(/\/$/, '');
}

function checkTemplate(template: string, name: string, complain: Complain): void {
  if (!template.includes('{host}') || !URL.parse(template.replace('{host}', 'graph.instagram.com')))
    complain(
      name,
      `is "${template}".`,
      'Write an address with {host} in it, like http://127.0.0.1:4300/{host}.',
    );
}

function readOptionalScopes(
  login: 'instagram' | 'facebook',
  text: (name: string) => string | undefined,
  complain: Complain,
): string[] {
  const name = `${login.toUpperCase()}_OPTIONAL_SCOPES`;
  const asked = (text(name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  const known = optionalScopes[login].map(({ scope }) => scope);
  const unknown = asked.filter((scope) => !known.includes(scope));
  if (unknown.length > 0)
    complain(name, `names ${unknown.join(', ')}.`, `Tintype can use ${known.join(', ')} there.`);
  return asked;
}

function readApp(
  family: 'INSTAGRAM' | 'FACEBOOK',
  text: (name: string) => string | undefined,
  complain: Complain,
): LoginApp | undefined {
  const [id, secret] = [text(`${family}_APP_ID`), text(`${family}_APP_SECRET`)];
  if (!id && !secret) return undefined;
  if (!id) complain(`${family}_APP_ID`, 'is missing beside its secret.', 'Copy it from the Meta console.');
  else if (!/^\d+$/.test(id))
    complain(
      `${family}_APP_ID`,
      'is not a row of digits.',
      'Copy the app id, not its name, from the Meta console.',
    );
  if (!secret)
    complain(`${family}_APP_SECRET`, 'is missing beside its id.', 'Copy it from the Meta console.');
  return { id: id ?? '', secret: secret ?? '' };
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? 'data';
}
