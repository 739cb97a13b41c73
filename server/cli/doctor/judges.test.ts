import { expect, test } from 'vitest';
import { readConfig, type Config } from '../../config/index.ts';
import { judgeClock } from './find-clock.ts';
import { findConfiguration } from './find-configuration.ts';
import { judgeDatabase, type DatabaseFacts } from './find-database.ts';
import { judgeReach, metaHostsOf } from './find-meta.ts';
import { judgePublicAddress, type PublicAnswer } from './find-public-address.ts';
import { formatFindings } from './format-findings.ts';
import { listAddresses } from './list-addresses.ts';

const real = {
  INSTAGRAM_APP_ID: '1784',
  INSTAGRAM_APP_SECRET: 'a-secret',
  PUBLIC_URL: 'https://post.example.com',
};

function aConfig(env: Record<string, string> = real): Config {
  return readConfig(env);
}

function aDatabase(facts: Partial<DatabaseFacts> = {}): DatabaseFacts {
  const shipped = ['0001_a.sql', '0002_b.sql'];
  return { version: 180_004, migrationsDone: shipped, migrationsShipped: shipped, mode: 'real', ...facts };
}

test('every problem of the configuration is a finding of its own, with its fix', () => {
  const { findings, config } = findConfiguration({ ...real, PUBLIC_URL: 'http://x', PORT: 'many' });

  expect(config).toBeUndefined();
  expect(findings.map(({ level, says }) => [level, says])).toEqual([
    ['problem', 'PORT is "many".'],
    ['problem', 'PUBLIC_URL is not https.'],
  ]);
  expect(findings.every(({ fix }) => fix)).toBe(true);
});

test('a configuration that reads is told without its secret', () => {
  const { findings } = findConfiguration(real);

  expect(findings).toMatchObject([{ level: 'ok' }]);
  expect(JSON.stringify(findings)).not.toContain('a-secret');
});

test('PostgreSQL 15 will do and 14 will not', () => {
  expect(judgeDatabase(aDatabase({ version: 150_018 }), false)[0]).toMatchObject({
    level: 'ok',
    says: 'PostgreSQL 15.18 answers.',
  });
  expect(judgeDatabase(aDatabase({ version: 140_012 }), false)[0]).toMatchObject({ level: 'problem' });
});

test('migrations that are due are told, and a newer database is a problem', () => {
  const behind = judgeDatabase(aDatabase({ migrationsDone: ['0001_a.sql'] }), false);
  const newer = judgeDatabase(aDatabase({ migrationsShipped: ['0001_a.sql'] }), false);

  expect(behind[1]).toMatchObject({
    level: 'ok',
    says: 'Behind this version: the next start runs 0002_b.sql.',
  });
  expect(newer[1]).toMatchObject({ level: 'problem', says: expect.stringContaining('0002_b.sql') });
});

test('a database of the other mode is a problem', () => {
  expect(judgeDatabase(aDatabase({ mode: 'simulated' }), false).at(-1)).toMatchObject({ level: 'problem' });
  expect(judgeDatabase(aDatabase({ mode: 'real' }), false)).toHaveLength(2);
});

test.each([
  [0.4, 0, 'ok'],
  [-2.9, 2, 'ok'],
  [5, 0.1, 'warning'],
  [-90, 0.1, 'problem'],
])('a clock %d s ahead, asked in %d s, is %s', (aheadSeconds, tookSeconds, level) => {
  expect(judgeClock({ aheadSeconds, tookSeconds }).level).toBe(level);
});

test('a host that only browsers visit is worth a warning, one that the server calls a problem', () => {
  const refused = { ok: false, stage: 'name', code: 'ENOTFOUND' } as const;

  expect(judgeReach('www.instagram.com', 'browser', refused).level).toBe('warning');
  expect(judgeReach('graph.instagram.com', 'server', refused)).toMatchObject({
    level: 'problem',
    fix: expect.stringContaining('DNS'),
  });
});

test('only the hosts of the configured doors are looked at', () => {
  const both = aConfig({ ...real, FACEBOOK_APP_ID: '12', FACEBOOK_APP_SECRET: 's' });

  expect(metaHostsOf(aConfig()).map(({ host }) => host)).toEqual([
    'api.instagram.com',
    'graph.instagram.com',
    'www.instagram.com',
  ]);
  expect(metaHostsOf(both).map(({ host }) => host)).toContain('graph.facebook.com');
});

test('the addresses to paste stand on lines of their own, exactly', () => {
  const findings = listAddresses({ ...aConfig(), webhookVerifyToken: 'a long random text' });

  expect(findings.flatMap(({ copy }) => copy?.map((line) => line.split(/ {2,}/)[1]))).toEqual([
    'https://post.example.com/oauth/instagram/callback',
    'https://post.example.com/meta/deauthorize',
    'https://post.example.com/meta/data-deletion',
    'https://post.example.com/webhooks/meta',
  ]);
});

test('without a verify token doctor warns that comments do not arrive by themselves', () => {
  expect(listAddresses(aConfig()).at(-1)).toMatchObject({ check: 'webhooks', level: 'warning' });
});

test.each<[PublicAnswer, string, string]>([
  [{ reached: true, status: 200, contentType: 'application/json', isOurs: true }, 'ok', 'does not prove'],
  [{ reached: false, code: 'ENOTFOUND' }, 'warning', 'proves nothing about Meta'],
  [{ reached: true, status: 200, contentType: 'text/html', isOurs: false }, 'problem', 'a web page'],
  [{ reached: true, status: 301, contentType: '', isOurs: false }, 'problem', 'status 301'],
])('our public address that gives %o is %s', (answer, level, words) => {
  const finding = judgePublicAddress(aConfig(), answer);

  expect(finding.level).toBe(level);
  expect(finding.says).toContain(words);
});

test('findings are printed by check, with fix and copy below and a sum at the end', () => {
  const text = formatFindings([
    { check: 'clock', level: 'ok', says: 'It agrees.' },
    { check: 'Meta', level: 'problem', says: 'No.', fix: 'Mend it.', copy: ['a line'] },
  ]);

  expect(text.split('\n')).toEqual([
    'Clock',
    '  ok       It agrees.',
    '',
    'Meta',
    '  problem  No.',
    '           Mend it.',
    '             a line',
    '',
    '1 problem.',
  ]);
});
