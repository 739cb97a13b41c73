import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { setStage } from '../graph/publishing/media-stage.ts';
import { aVisit } from './test-visit.ts';

test('the permalink of a published photo opens a page with its picture, caption, time and account', async () => {
  const stage = await setStage();
  const id = await stage.publish('Thrown on Tuesday\nfired <hot>');
  const { body } = await stage.call('GET', `/${id}`, { fields: 'permalink,media_url' });

  const response = await stage.simulator.fetch(body.permalink);
  const markup = await response.text();

  expect(response.status).toBe(200);
  expect(markup).toContain(body.media_url);
  expect(markup).toMatch(/Thrown on Tuesday<br \/>fired &lt;hot&gt;/);
  expect(markup).toContain('datetime="2026-11-25T09:30:00.000Z"');
  expect(markup).toContain('href="/www.instagram.com/linden.ceramics/"');
});

test('a caption links hashtags and accounts of this world, and nothing that only looks like them', async () => {
  const { open, publish } = await aVisit();
  const post = publish({
    caption: 'With @Harbour.Bakery. and @nobody, #stoneware #ton_erde1; mail a@b.com or c#d',
  });

  const { markup } = await open(`/p/${post.shortcode}/`);

  const links = [...markup.matchAll(/<a href="([^"]+)">([@#][^<]+)</g)].map((link) => [link[1], link[2]]);
  expect(links).toEqual([
    ['/www.instagram.com/harbour.bakery/', '@Harbour.Bakery'],
    ['/www.instagram.com/explore/tags/stoneware/', '#stoneware'],
    ['/www.instagram.com/explore/tags/ton_erde1/', '#ton_erde1'],
  ]);
});

test('markup, directions and broken characters in words of others stay words', async () => {
  const { open, publish, comment } = await aVisit();
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202E\uD800\u0000&lt;';
  const post = publish({ caption: hostile, altText: hostile, audioName: hostile, locationId: hostile });
  comment(post, hostile);

  const { markup, status } = await open(`/p/${post.shortcode}/`);

  expect(status).toBe(200);
  expect(markup).not.toMatch(/<script|<img src=x/);
  expect(markup.match(/&quot;&gt;&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(5);
  for (const place of ['<p class="words">', '<span class="words">', 'Sound: ']) {
    expect(markup).toContain(`${place}<bdi>&quot;&gt;`);
  }
});

test('no page loads anything from elsewhere, runs script or can be framed', async () => {
  const { open, publish } = await aVisit();
  const post = publish();

  for (const path of [`/p/${post.shortcode}/`, '/linden.ceramics/', '/accounts/manage_access/']) {
    const { headers, markup } = await open(path);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; img-src 'self'( http:\/\/simulator.test)?; media-src/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('script');
    const addresses = [...markup.matchAll(/(?:src|href|action|poster)="([^"]+)"/g)].map((match) => match[1]);
    expect(addresses.filter((address) => !/^(\/|#|http:\/\/simulator\.test\/)/.test(address ?? ''))).toEqual(
      [],
    );
    expect(markup).toContain('<b>Simulated.</b>');
  }
});

test('a carousel shows every item in order, each with a way to it', async () => {
  const { open, publish } = await aVisit();
  const parent = publish({ mediaType: 'CAROUSEL_ALBUM', pictureId: 'one' });
  for (const pictureId of ['one', 'two', 'three']) publish({ parentId: parent.id, pictureId });

  const { markup } = await open(`/p/${parent.shortcode}/`);

  const shown = [...markup.matchAll(/v\/(\w+)\.jpg"/g)].map((match) => match[1]);
  expect(shown.filter((name) => name !== 'profile')).toEqual(['one', 'two', 'three']);
  expect([...markup.matchAll(/href="(#item-\d)"/g)].map((match) => match[1])).toEqual([
    '#item-1',
    '#item-2',
    '#item-3',
  ]);
  expect(markup).toContain('aria-label="2 of 3"');
});

test('a reel has its own address, to which its address as a post leads', async () => {
  const { open, publish } = await aVisit();
  const reel = publish({ mediaType: 'VIDEO', mediaProductType: 'REELS', videoId: 'v1', audioName: 'Wheel' });
  const photo = publish();

  const { markup } = await open(`/reel/${reel.shortcode}/`);

  expect(markup).toMatch(/<video\s+controls/);
  expect(markup).toContain('Sound: <bdi>Wheel</bdi>');
  expect((await open(`/p/${reel.shortcode}/`)).location).toBe(`/reel/${reel.shortcode}/`);
  expect((await open(`/reel/${photo.shortcode}/`)).location).toBe(`/p/${photo.shortcode}/`);
});

test('what is marked on a post is said: people, a paid partnership and its brand, AI, the place', async () => {
  const { open, publish, world } = await aVisit();
  world.pages.put({ id: '77', name: 'Praça das Flores', category: 'Park' });
  const post = publish({
    userTags: [{ username: 'saltmarsh.walks', x: 0.5, y: 0.5 }, { username: 'nobody' }],
    sponsorIds: [accounts.secondBusiness],
    isPaidPartnership: true,
    isAiGenerated: true,
    locationId: '77',
  });

  const { markup } = await open(`/p/${post.shortcode}/`);

  const words = markup.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
  expect(words).toContain('Tagged: saltmarsh.walks and nobody');
  expect(words).toContain('Paid partnership with @harbour.bakery');
  expect(words).toContain('AI info');
  expect(words).toContain('Praça das Flores');
});

test('a deleted post, an item of a carousel and what never was are pages that say so', async () => {
  const { open, publish, world } = await aVisit();
  const post = publish();
  const child = publish({ parentId: post.id });
  world.media.remove(post.id);

  for (const code of [post.shortcode, child.shortcode, 'AAAAAAAAAAA', '%E0%A4', '__proto__']) {
    const { status, markup } = await open(`/p/${code}/`);
    expect(status).toBe(404);
    expect(markup).toContain('There is no such page.');
    expect(markup).toContain('<b>Simulated.</b>');
  }
});
