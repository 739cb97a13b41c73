import { expect, test } from 'vitest';
import { crashKinds } from '../scripts/crash/author.ts';
import { faultsOf } from '../scripts/crash/judge-posts.ts';
import { publishNaively } from '../scripts/crash/publish-naively.ts';
import { publishUnderKills } from '../scripts/crash/publish-under-kills.ts';
import { runCrashes } from '../scripts/crash/run-crashes.ts';

/* The short forms of `npm run crash`: another seed each time, printed, so that a finding can be had again. */

const seed = Math.floor(Math.random() * 2 ** 31);

test('with workers, webs and the database killed and answers lost, every post goes out once and is told as it is', async () => {
  const heard: string[] = [`seed ${seed}`];
  const counted = { kills: 0, atTheirCall: 0, published: 0 };
  // Whichever way Instagram answers a second publish: half of the kills and posts for each.
  for (const secondPublish of ['refuse', 'same'] as const) {
    heard.push(`a second publish: ${secondPublish}`);
    const report = await publishUnderKills({
      kills: 3,
      posts: 15,
      accounts: 10,
      workers: 2,
      webs: 1,
      kinds: crashKinds,
      seed: secondPublish === 'refuse' ? seed : seed + 1,
      secondPublish,
      loss: 0.05,
      say: (line) => heard.push(line),
    });
    expect(faultsOf(report.verdict), heard.join('\n')).toEqual([]);
    expect(report.endedByThemselves).toEqual([]);
    counted.kills += report.kills.total;
    counted.atTheirCall += report.kills.atTheirCall;
    counted.published += report.verdict.ended.published ?? 0;
  }

  expect(counted.kills).toBeGreaterThanOrEqual(6);
  // Something was there to lose, and was killed at its work.
  expect(counted.published).toBeGreaterThan(15);
  expect(counted.atTheirCall, heard.join('\n')).toBeGreaterThan(0);
}, 480_000);

test('a publisher without a ledger doubles posts under the same kills and losses', async () => {
  const report = await publishNaively({ posts: 60, kills: 10, seed, secondPublish: 'refuse', loss: 0.1 });

  expect(report.doubles, `seed ${seed}: ${JSON.stringify(report)}`).toBeGreaterThan(0);
}, 240_000);

test('killed again and again, alone and together with Instagram, while people connect and disconnect, the product loses and doubles nothing, and both agree', async () => {
  const kills = 5;
  const heard: string[] = [`seed ${seed}`];
  const report = await runCrashes({ kills, seed, say: (line) => heard.push(line) });

  expect(report, heard.join('\n')).toMatchObject({
    kills,
    doublePosts: 0,
    lostPosts: 0,
    wrongMediaIds: 0,
    halfConnections: 0,
    deadConnections: 0,
    strayTokens: 0,
  });
  // Something was there to lose.
  expect(report.tokensEverStored).toBeGreaterThan(0);
  expect(report.bothKilled).toBeGreaterThan(1);
  expect(report.posts.published).toBeGreaterThan(0);
}, 480_000);
