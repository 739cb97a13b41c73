import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { setStage } from '../graph/publishing/media-stage.ts';
import { aVisit } from './test-visit.ts';

/** Shortcodes of the tiles, in order. */
const tilesOf = (markup: string) =>
  [...markup.matchAll(/href="\/www\.instagram\.com\/(?:p|reel)\/([\w-]+)\/"/g)].map((link) => link[1]);

test('a profile shows really published photos only, newest first, each leading to its post', async () => {
  const stage = await setStage();
  await stage.createContainer({ caption: 'never published' });
  const ids = [await stage.publish('first'), await stage.publish('second')];
  const codes = ids.map((id) => stage.simulator.world.media.get(id)?.shortcode);

  const page = await stage.simulator.fetch('http://simulator.test/www.instagram.com/linden.ceramics/');

  expect(tilesOf(await page.text())).toEqual(codes.toReversed());
});

test('the alternative text of a photo is the alternative text on the pages', async () => {
  const { open, publish } = await aVisit();
  const post = publish({ altText: 'A "brown" vase' });

  for (const path of ['/linden.ceramics/', `/p/${post.shortcode}/`]) {
    expect((await open(path)).markup).toContain('alt="A &quot;brown&quot; vase"');
  }
});

test('a profile without posts says so on every tab', async () => {
  const { open } = await aVisit();

  expect((await open('/Harbour.Bakery/')).markup).toContain('@harbour.bakery has published nothing yet.');
  expect((await open('/harbour.bakery/reels/')).markup).toContain('@harbour.bakery has published no reel.');
  expect((await open('/harbour.bakery/tagged/')).markup).toContain('Nobody has tagged @harbour.bakery.');
});

test('a reel stands in its tab and, unless it is kept off it, on the profile; a trial reel on neither', async () => {
  const { open, publish } = await aVisit();
  const reel = { mediaType: 'VIDEO', mediaProductType: 'REELS', videoId: 'v' } as const;
  const photo = publish();
  const shared = publish({ ...reel, isSharedToFeed: true });
  const apart = publish({ ...reel, isSharedToFeed: false });
  publish({ ...reel, trial: 'MANUAL' });

  expect(tilesOf((await open('/linden.ceramics/')).markup)).toEqual([shared.shortcode, photo.shortcode]);
  expect(tilesOf((await open('/linden.ceramics/reels/')).markup)).toEqual([
    apart.shortcode,
    shared.shortcode,
  ]);
});

test('a post of another account stands under Tagged once, also when the mark is on an item of a carousel', async () => {
  const { open, publish } = await aVisit();
  const userTags = [{ username: 'Saltmarsh.Walks' }];
  const photo = publish({ userTags });
  const parent = publish({ mediaType: 'CAROUSEL_ALBUM' });
  publish({ parentId: parent.id, userTags });
  publish({ parentId: parent.id, userTags });
  publish({ accountId: accounts.creator, userTags });

  const { markup } = await open('/saltmarsh.walks/tagged/');

  expect(tilesOf(markup)).toEqual([parent.shortcode, photo.shortcode]);
});

test('many posts come a page at a time', async () => {
  const { open, publish } = await aVisit();
  const posts = Array.from({ length: 50 }, () => publish());

  expect(tilesOf((await open('/linden.ceramics/')).markup)).toHaveLength(48);
  expect(tilesOf((await open('/linden.ceramics/?page=2')).markup)).toEqual([
    posts[1]?.shortcode,
    posts[0]?.shortcode,
  ]);
});

test('a stranger follows once and unfollows, and the account counts it', async () => {
  const { open, send, aStranger, world } = await aVisit();
  const { id } = await aStranger();
  const follow = (change: string) => send('/linden.ceramics/follow/', { as: id, follow: change });
  const followers = () => world.accounts.get(accounts.business)?.followersCount;

  const sent = await follow('give');
  await follow('give');
  expect(followers()).toBe(8407);
  expect((await open(sent.location ?? '')).markup).toContain('8,407');
  await follow('take');
  await follow('take');
  expect(followers()).toBe(8406);
});

test('an account that follows another follows one more itself, and never itself', async () => {
  const { send, world } = await aVisit(accounts.secondBusiness);

  await send('/linden.ceramics/follow/', { as: accounts.secondBusiness, follow: 'give' });
  await send('/harbour.bakery/follow/', { as: accounts.secondBusiness, follow: 'give' });

  expect(world.accounts.get(accounts.secondBusiness)).toMatchObject({
    followsCount: 99,
    followersCount: 3127,
  });
});

test.each(['nobody', '%E0%A4%A', '__proto__', 'nobody/reels', 'a/b/c/d'])(
  'the page /%s is not there and says so',
  async (path) => {
    const { open } = await aVisit();

    const { status, markup } = await open(`/${path}/`);

    expect(status).toBe(404);
    expect(markup).toContain('There is no such page.');
    expect(markup).toContain('<b>Simulated.</b>');
  },
);
