import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { advancePost } from './index.ts';
import { schedulePost } from './test-schedule.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

const asStored = { width: 400, height: 500 };
let house: Publishing;
let connectionId: string;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());
afterEach(async () => {
  await pictureIs(asStored);
  await loginIs('instagram');
});

/* What the rows say, whatever was true when a post was scheduled. */
const pictureIs = (facts: { width: number; height: number }) =>
  house.ctx.db.updateTable('renditions').set(facts).where('asset_id', '=', house.pictureId).execute();
const loginIs = (login: 'instagram' | 'facebook') =>
  house.ctx.db
    .updateTable('connections')
    .set({ login, page_id: login === 'facebook' ? '1' : null })
    .where('id', '=', connectionId)
    .execute();
const tooTall = { width: 400, height: 1200 };

const made = () => house.simulator.world.containers.list().length;
const rulesOf = async (postId: string) => {
  const { failure } = (await house.view(postId)).post;
  return { code: failure?.code, breaches: failure?.details['breaches'] };
};

test('a post whose file became unlawful after it was scheduled fails before anything is asked of Instagram, with the rule it breaks', async () => {
  const postId = await house.send(connectionId, { caption: 'Grown' });
  const before = made();
  await pictureIs(tooTall);

  expect(await house.untilRest(postId)).toBe('failed');

  const broken = [{ rule: 'ratio_too_tall', field: 'items', fix: 'Crop it to 4:5 or wider.' }];
  expect(await rulesOf(postId)).toMatchObject({ code: 'preflight_failed', breaches: broken });
  expect((await house.view(postId)).steps.at(-1)).toMatchObject({
    step: 'failed',
    outcome: 'failed',
    details: { code: 'preflight_failed', breaches: broken },
  });
  expect(made()).toBe(before);
});

test('of a carousel no child is made when one of its files is unlawful, and the file is named', async () => {
  const [whole, half] = [null, { left: 0, top: 0, width: 1, height: 0.5 }];
  const items = [half, whole].map((crop) => ({ assetId: house.pictureId, crop }));
  const postId = await house.send(connectionId, { kind: 'carousel', caption: 'Both', items });
  const before = made();
  await pictureIs({ width: 400, height: 900 });

  expect(await house.untilRest(postId)).toBe('failed');

  expect(await rulesOf(postId)).toMatchObject({ breaches: [{ rule: 'ratio_too_tall', item: 1 }] });
  expect(made()).toBe(before);
});

test('an account that came back by another login is judged by what that login takes', async () => {
  const products = [{ productId: '7', x: null, y: null }];
  const items = [{ assetId: house.pictureId, products }];
  const postId = await house.send(connectionId, { caption: 'In the shop', items });
  const before = made();
  await loginIs('facebook');

  expect(await house.untilRest(postId)).toBe('failed');

  expect(await rulesOf(postId)).toMatchObject({ breaches: [{ rule: 'products_place' }] });
  expect(made()).toBe(before);
});

test('a post whose files are as they were goes out, and so does one that was mended', async () => {
  const postId = await house.send(connectionId, { caption: 'Mended', firstComment: 'Fired twice' });
  await pictureIs(tooTall);
  await house.untilRest(postId);
  await pictureIs(asStored);

  await schedulePost(house.ctx, house.member, { postId });

  expect(await house.untilRest(postId)).toBe('published');
});

test('once something was made the word of Instagram counts', async () => {
  const postId = await house.send(connectionId, { caption: 'Too late' });
  await advancePost(house.ctx, postId);
  await pictureIs(tooTall);

  expect(await house.untilRest(postId)).toBe('published');
});

test('a cover picture that is gone fails no reel', async () => {
  const cover = { from: 'picture', assetId: house.pictureId } as const;
  const items = [{ assetId: house.videoId }];
  const postId = await house.send(connectionId, {
    kind: 'reel',
    caption: 'Spin',
    items,
    settings: { cover },
  });
  const gone = { ...cover, assetId: '00000000-0000-4000-8000-000000000001' };
  await house.ctx.db
    .updateTable('posts')
    .set({ settings: JSON.stringify({ cover: gone }) })
    .where('id', '=', postId)
    .execute();

  expect(await house.untilRest(postId)).toBe('published');
});
