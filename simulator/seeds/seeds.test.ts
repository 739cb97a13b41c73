import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aSimulator } from '../fixture.ts';
import { judgeSeed, readSeed, seedNames } from './read-seed.ts';

function aFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'mine.json');
  writeFileSync(path, content);
  return path;
}

const small = {
  people: [{ id: 'pia', name: 'Pia' }],
  accounts: [{ id: '17841400000009001', person: 'pia', username: 'pia.draws', posts: [{ daysAgo: 1.5 }] }],
  pages: [{ id: '103400000009001', name: 'Pia', category: 'Artist', account: 'pia.draws', people: ['pia'] }],
};

test.each(seedNames)('the seed %s can be planted', (seed) => {
  const { simulator } = aSimulator({ seed });
  expect(simulator.world.accounts.size).toBe(readSeed(seed).accounts.length);
});

test('a file of one’s own is planted, with the Page linked and the post in the past', () => {
  const { world } = aSimulator({ seed: aFile(JSON.stringify(small)) }).simulator;
  expect(world.pages.by('accountId', '17841400000009001')).toMatchObject([{ name: 'Pia' }]);
  expect(world.pageRoles.get('pia:103400000009001')?.tasks).toContain('MANAGE');
  const [post] = world.media.by('accountId', '17841400000009001');
  expect(world.now() - (post?.publishedAt ?? 0)).toBe(36 * 3_600_000);
});

test('a seeded post has a picture that can be fetched', async () => {
  const { simulator, mint, send } = aSimulator({ seed: 'studio' });
  const { access_token, user_id } = await mint('wren.cooks');
  const list = await send(
    `/graph.instagram.com/${user_id}/media?fields=media_url&access_token=${access_token}`,
  );
  const { data } = (await list.json()) as { data: { media_url: string }[] };
  expect(data).toHaveLength(5);
  const picture = await simulator.fetch(data[0]?.media_url ?? '');
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
});

test.each([
  [
    'a username that is none',
    { accounts: [{ ...small.accounts[0], username: 'Not One' }] },
    '1 to 30 of a-z',
  ],
  ['a member that nobody knows', { ...small, acounts: [] }, 'acounts'],
  [
    'an account of nobody',
    { accounts: small.accounts },
    'pia.draws names the person pia, who is not in people',
  ],
  [
    'an account that is there twice',
    { ...small, accounts: [...small.accounts, ...small.accounts] },
    'The username pia.draws is there twice.',
  ],
  [
    'a Page of an account that is not there',
    { ...small, accounts: [] },
    'names the account pia.draws, which is not in accounts',
  ],
  [
    'a flag that does not exist',
    { apps: [{ id: '12345', secret: 's', name: 'A', flags: { typo: true } }] },
    'typo',
  ],
])('%s is told', (_what, seed, words) => {
  expect(() => judgeSeed(seed)).toThrow(words);
});

test.each([
  ['{ not JSON', 'is broken'],
  ['[]', 'is broken'],
])('a file with %j is told by its name', (content, words) => {
  const path = aFile(content);
  expect(() => aSimulator({ seed: path })).toThrow(words);
  expect(() => aSimulator({ seed: path })).toThrow('mine.json');
});

test('a file that is not there is told with the names there are', () => {
  expect(() => readSeed('nowhere.json')).toThrow('demo, empty, shop, studio');
});

test('the control API plants a seed by name or whole, and a broken one changes nothing', async () => {
  const { control, simulator } = aSimulator();
  const { world } = simulator;
  expect((await control('POST', '/reset', { seed: small })).status).toBe(200);
  expect(world.accounts.list().map(({ username }) => username)).toEqual(['pia.draws']);
  expect((await control('POST', '/reset', { seed: { accounts: small.accounts } })).status).toBe(400);
  expect(world.accounts.size).toBe(1);
  await control('POST', '/seed', { name: 'studio' });
  expect(world.accounts.size).toBe(11);
});
