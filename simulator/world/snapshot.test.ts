import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accounts, aSimulator } from '../fixture.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

type House = ReturnType<typeof aSimulator>;

const take = async ({ send }: House) => (await send('/_simulator/snapshot')).text();
const restore = ({ send }: House, body: string) => send('/_simulator/snapshot', { method: 'PUT', body });
const readUser = ({ send }: House, token: string) =>
  send(`/graph.instagram.com/me?fields=username,profile_picture_url&access_token=${token}`);

/** A world with a token, a picture with bytes, and a clock that was moved and stopped. */
async function aLivedIn() {
  const house = aSimulator();
  const { access_token } = await house.mint(accounts.business);
  await house.send('/scontent.cdninstagram.com/v/profile-linden.jpg');
  await house.control('POST', '/clock', { at: '2026-12-01T00:00:00Z', freeze: true });
  return { house, token: access_token };
}

test('a restored world has tokens, pictures and the instant of the snapshot', async () => {
  const { house, token } = await aLivedIn();
  const other = aSimulator({ seed: 'empty', now: () => Date.UTC(2030, 0, 1) });
  const restored = await restore(other, await take(house));
  expect(await restored.json()).toEqual({ now: '2026-12-01T00:00:00.000Z', accounts: 4, media: 0 });
  expect(await (await readUser(other, token)).json()).toMatchObject({ username: 'linden.ceramics' });
  const bytesIn = ({ simulator }: House) => [...(simulator.world.readPictureBytes('profile-linden') ?? [])];
  expect(bytesIn(other).length).toBeGreaterThan(1000);
  expect(bytesIn(other)).toEqual(bytesIn(house));
  expect(other.simulator.world.clock.frozenAtMs).toBe(Date.UTC(2026, 11, 1));
});

test('a restored world goes on as the first one does: the next token is the same', async () => {
  const { house } = await aLivedIn();
  const other = aSimulator({ seed: 'another' });
  await restore(other, await take(house));
  expect(await other.mint(accounts.creator)).toEqual(await house.mint(accounts.creator));
});

test('a snapshot of a restored world is the snapshot, byte for byte', async () => {
  const { house } = await aLivedIn();
  const text = await take(house);
  const other = aSimulator();
  await restore(other, text);
  expect(await take(other)).toBe(text);
});

test('a restored world is kept on disk', async () => {
  const dataDir = aFolder();
  const { house, token } = await aLivedIn();
  const first = aSimulator({ dataDir });
  await restore(first, await take(house));
  await first.simulator.close();
  const second = aSimulator({ dataDir });
  onTestFinished(() => second.simulator.close());
  expect((await readUser(second, token)).status).toBe(200);
  expect(second.simulator.world.seed).toBe('demo');
});

test('an empty world begins with a snapshot file', async () => {
  const { house, token } = await aLivedIn();
  const file = join(aFolder(), 'world.ndjson');
  writeFileSync(file, await take(house));
  expect((await readUser(aSimulator({ snapshotFile: file }), token)).status).toBe(200);
});

const breakings: [string, (text: string) => string, string][] = [
  ['nothing', () => '', 'It is empty.'],
  ['half of it', (text) => text.slice(0, text.length / 2), 'Line'],
  ['one without its last entity', (text) => text.replace(/\n[^\n]*\n([^\n]*\n)$/, '\n$1'), 'lines, not'],
  ['one with another name in it', (text) => text.replace('Linden', 'Lindon'), 'SHA-256 differs'],
  ['a web page', () => '<!doctype html>\n<p>\n', 'Line 1 is not JSON.'],
  ['one of another format', (text) => text.replace('"version":1', '"version":2'), 'Line 1'],
];

test.each(breakings)('%s is refused and changes nothing', async (_what, breakIt, words) => {
  const { house, token } = await aLivedIn();
  const whole = await take(house);
  const refused = await restore(house, breakIt(whole));
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining(words) } });
  expect(await take(house)).toBe(whole);
  expect((await readUser(house, token)).status).toBe(200);
});

test.each([
  ['a kind that does not exist', { kind: 'unicorn', entity: { id: '1' } }, 'no kind unicorn'],
  ['an entity without an id', { kind: 'person', entity: { name: 'Pia' } }, 'no id'],
  [
    'an entity that cannot be found by what it is found by',
    { kind: 'grant', entity: { id: '1', accountId: 7 } },
    'lacks what it is found by',
  ],
])('%s in a whole file is refused, and what is on disk stays', async (_what, line, words) => {
  const { createHash } = await import('node:crypto');
  const house = aSimulator({ dataDir: aFolder() });
  onTestFinished(() => house.simulator.close());
  const before = await take(house);
  const [head = ''] = before.split('\n');
  const text = `${head}\n${JSON.stringify(line)}\n`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const refused = await restore(house, `${text}${JSON.stringify({ lines: 2, sha256 })}\n`);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining(words) } });
  expect(await take(house)).toBe(before);
});

test('an app kept by an earlier release gets the flags that came since', async () => {
  const { simulator, control } = aSimulator();
  const { world } = simulator;
  const [app] = world.apps.list();
  if (app === undefined) throw new Error('There is no app.');
  const { webhookBatch: _since, ...flags } = app.flags;
  world.apps.put({ ...app, flags: flags as typeof app.flags });
  const text = await (await control('GET', '/snapshot')).text();
  const other = aSimulator();
  await restore(other, text);
  expect(other.simulator.world.apps.list()[0]?.flags.webhookBatch).toBe(1000);
});
