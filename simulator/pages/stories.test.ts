import { expect, test } from 'vitest';
import { aVisit } from './test-visit.ts';

const story = { mediaProductType: 'STORY' } as const;

test('a profile frames its picture and leads to the oldest story while one is live', async () => {
  const { open, publish, advance } = await aVisit();
  const first = publish(story);
  publish(story);

  const { markup } = await open('/linden.ceramics/');
  expect(markup).toContain(`href="/www.instagram.com/stories/linden.ceramics/${first.id}/"`);
  expect(markup).toContain('2 stories');
  await advance(86_400);
  expect((await open('/linden.ceramics/')).markup).not.toContain('/stories/');
});

test('a story shows its place among the others and the ways to them', async () => {
  const { open, publish } = await aVisit();
  const [one, two, three] = [publish(story), publish(story), publish(story)];

  const { markup } = await open(`/stories/linden.ceramics/${two.id}/`);

  expect(markup).toContain('Story 2 of 3');
  expect(markup).toMatch(new RegExp(`${one.id}/">Previous story`));
  expect(markup).toMatch(new RegExp(`${three.id}/">Next story`));
  expect((await open('/stories/linden.ceramics/')).location).toBe(`/stories/linden.ceramics/${one.id}/`);
});

test('a story answers to its older numeric id, and leads there from its shortcode', async () => {
  const { open, publish } = await aVisit();
  const one = publish(story);

  expect((await open(`/stories/linden.ceramics/${one.igId}/`)).status).toBe(200);
  expect((await open(`/p/${one.shortcode}/`)).location).toBe(`/stories/linden.ceramics/${one.id}/`);
});

test('a story that is over, of somebody else, or no story at all is a page that says so', async () => {
  const { open, publish, advance } = await aVisit();
  const one = publish(story);
  const photo = publish();
  const paths = [
    '/stories/harbour.bakery',
    `/stories/harbour.bakery/${one.id}`,
    `/stories/linden.ceramics/${photo.id}`,
  ];
  for (const path of [...paths, '/stories/linden.ceramics/1', '/stories/nobody/1']) {
    expect((await open(`${path}/`)).status).toBe(404);
  }
  await advance(86_400);
  const { status, markup } = await open(`/stories/linden.ceramics/${one.id}/`);
  expect(status).toBe(404);
  expect(markup).toContain('A story is there for 24 hours');
});

test('a story stands on no tab of the profile', async () => {
  const { open, publish } = await aVisit();
  const one = publish(story);

  for (const tab of ['', 'reels/', 'tagged/']) {
    expect((await open(`/linden.ceramics/${tab}`)).markup).not.toContain(one.shortcode);
  }
});
