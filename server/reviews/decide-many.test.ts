import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context, Member } from '../context.ts';
import { approvePost } from './index.ts';
import { openReviewing, type Reviewing } from './test-reviewing.ts';

/** As many as the pool has connections. */
const many = 10;

let house: Reviewing;
let ana: Member;
let ben: Member;
beforeAll(async () => {
  house = await openReviewing();
  ana = await house.join('Ana', 'contributor');
  ben = await house.join('Ben', 'publisher');
});
afterAll(() => house.close());

test('many approvals that look at their files at once leave the database to everybody', async () => {
  const waiting = [];
  for (let nth = 0; nth < many; nth++)
    waiting.push(await house.asked(ana, { wallTime: `2026-11-26T10:0${nth}` }));
  const all = Promise.withResolvers<void>();
  let asked = 0;
  // Our own address, which needs the database to answer, and here answers nobody before all have asked.
  const read = all.promise.then(() => house.ctx.db.selectFrom('users').select('id').execute());
  const fetch: Context['fetch'] = async (...request) => {
    asked += 1;
    if (asked === many) all.resolve();
    await read;
    return house.ctx.fetch(...request);
  };
  const ctx: Context = { ...house.ctx, fetch };

  const decided = await Promise.all(
    waiting.map(({ id, version }) => approvePost(ctx, ben, { postId: id, version, words: '' })),
  );

  expect((await read).length).toBeGreaterThan(0);
  expect(decided.map(({ post, notScheduled }) => [post.state, notScheduled])).toEqual(
    Array.from({ length: many }, () => ['scheduled', null]),
  );
});
