import { expect, test } from 'vitest';
import { faultsOfTelling, tellUnderKills } from '../scripts/crash/tell-under-kills.ts';

/* The short form of `npm run crash -- --only intake`: another seed each time, printed, so that a finding can be had again. */

const seed = Math.floor(Math.random() * 2 ** 31);

test('killed with deliveries in its hands, the product has every comment that it acknowledged, once', async () => {
  const heard: string[] = [`seed ${seed}`];
  const report = await tellUnderKills({ kills: 3, between: 60, seed, say: (line) => heard.push(line) });

  expect(faultsOfTelling(report), heard.join('\n')).toEqual([]);
  // Something was there to lose, and was under way at a kill.
  expect(report.acknowledged).toBeGreaterThanOrEqual(240);
  expect(report.unanswered).toBeGreaterThan(0);
}, 240_000);
