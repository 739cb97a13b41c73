import { expect, test } from 'vitest';
import { createWork } from './work.ts';

test('four jobs at once, and the next when one is done', async () => {
  const work = createWork();
  const jobs = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  for (const [at, job] of jobs.entries()) {
    work.begin(() => {
      begun.push(at);
      return job.promise;
    });
  }
  expect(begun).toEqual([0, 1, 2, 3]);

  jobs[2]?.resolve();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3, 4]);
  for (const job of jobs) job.resolve();
  await work.settled();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
});

test('settled waits for what a job begins', async () => {
  const work = createWork();
  const done: string[] = [];
  work.begin(async () => {
    await Promise.resolve();
    work.begin(async () => void done.push('second'));
    done.push('first');
  });

  await work.settled();

  expect(done).toEqual(['second', 'first']);
});
