import { expect, test } from 'vitest';
import { runCrashes } from '../scripts/crash/run-crashes.ts';

/* The short form of `npm run crash`: another seed each time, printed, so that a finding can be had again. */

const kills = 8;

test('killed again and again while it connects and publishes, the product loses and doubles nothing', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const heard: string[] = [`seed ${seed}`];
  const report = await runCrashes({ kills, seed, say: (line) => heard.push(line) });

  expect(report, heard.join('\n')).toMatchObject({
    kills,
    doublePosts: 0,
    lostPosts: 0,
    wrongMediaIds: 0,
    halfConnections: 0,
    strayTokens: 0,
  });
  // Something was there to lose.
  expect(report.tokensEverStored).toBeGreaterThan(0);
  expect(report.posts.published).toBeGreaterThan(0);
}, 480_000);
