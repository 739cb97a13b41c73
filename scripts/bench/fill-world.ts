import { readFile } from 'node:fs/promises';
import { createSimulator } from '../../simulator/index.ts';
import type { World } from '../../simulator/world/world.ts';
import { igIdAt, shortcodeOf } from '../../simulator/graph/media/media-shortcode.ts';
import { demoApp } from '../../simulator/world/seed.ts';
import { accountIdOf, containerIdOf, mediaIdOf } from './world-ids.ts';

/**
 * Fills a world in memory with so many accounts of so many posts, tells what it weighs and how long some work takes, and ends.
 * A process of its own, so that nothing else is weighed.
 */
const [accounts = 10_000, mediaOfEach = 100] = process.argv.slice(2).map(Number);
const rounds = 20;

const simulator = createSimulator();
const { world } = simulator;
const before = await residentMb();
const seeded = { accounts: world.accounts.size, media: world.media.size };
const began = performance.now();
for (let number = 0; number < accounts; number += 1) {
  fillAccount(world, number);
  if (number % 500 === 499) world.commit();
}
world.commit();
const made = world.media.size - seeded.media;
if (made !== accounts * mediaOfEach || world.accounts.size - seeded.accounts !== accounts)
  throw new Error(`The world is smaller than was asked for: ${made} posts.`);
const fillSeconds = (performance.now() - began) / 1000;
const residentAfter = await residentMb();

const mint = await control('POST', '/tokens', {
  appId: demoApp.id,
  account: accountIdOf(accounts - 1),
  longLived: true,
});
const { access_token: token } = (await mint.json()) as { access_token: string };
const pages = await timeEach(rounds, async () => {
  const address = `http://simulator.test/graph.instagram.com/me/media?fields=id,caption,like_count&limit=50&access_token=${token}`;
  await (await simulator.fetch(address)).text();
});
const reset = await timeEach(1, () => control('POST', '/reset', {}));
// What a reset usually has to do: a world of the demo's size, planted again.
const resets = await timeEach(rounds, () => control('POST', '/reset', {}));

console.log(
  JSON.stringify({
    before,
    residentMb: residentAfter,
    fillSeconds,
    pagesMs: pages,
    bigResetMs: reset,
    resetsMs: resets,
  }),
);
await simulator.close();

/** Texts as people write them: each its own, so that nothing is saved by sharing. */
function fillAccount(world: World, number: number): void {
  const id = accountIdOf(number);
  const username = `bench.account.${number}`;
  world.people.put({ id: `bench-${number}`, name: `Person ${number}` });
  world.accounts.put({
    ...world.accounts.list()[0]!,
    id,
    personId: `bench-${number}`,
    username,
    name: `Account ${number}`,
    biography: `The ${number}th account of a large world, with a biography of the usual length.`,
  });
  for (let post = 0; post < mediaOfEach; post += 1) {
    const publishedAt = world.now() - post * 3_600_000 - number;
    const igId = igIdAt(publishedAt, number % 8192, post);
    world.media.put({
      id: mediaIdOf(number, post),
      igId,
      shortcode: shortcodeOf(igId),
      accountId: id,
      appId: demoApp.id,
      containerId: containerIdOf(number, post),
      mediaType: 'IMAGE',
      mediaProductType: 'FEED',
      caption: `Post ${post} of account ${number}: a bowl, thrown this morning and fired tonight #clay #bowl${post % 20}`,
      pictureId: `bench-picture-${post % 50}`,
      publishedAt,
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
    });
  }
}

function control(method: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return simulator.fetch(`http://simulator.test/_simulator${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
}

async function timeEach(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const ms: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const from = performance.now();
    await work();
    ms.push(performance.now() - from);
  }
  return ms;
}

/** As the kernel counts it. */
async function residentMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
}
