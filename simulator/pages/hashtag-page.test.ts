import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { aVisit } from './test-visit.ts';

test('a hashtag shows the posts of every account that bear it, newest first, and no stories', async () => {
  const { open, publish } = await aVisit();
  const one = publish({ caption: 'wet clay #Töpfern' });
  const two = publish({ caption: '#töpfern again', accountId: accounts.creator });
  publish({ caption: '#töpfern', mediaProductType: 'STORY' });
  publish({ caption: '#töpferndays' });

  const { markup } = await open(`/explore/tags/${encodeURIComponent('Töpfern')}/`);

  expect(markup).toContain('2 posts in this simulated world');
  expect([...markup.matchAll(/\/p\/([\w-]+)\//g)].map((link) => link[1])).toEqual([
    two.shortcode,
    one.shortcode,
  ]);
});

test.each(['%E0%A4%A', '<b>', 'a b', encodeURIComponent('"><script>')])(
  'what can be no hashtag, %s, has no page',
  async (tag) => {
    const { open } = await aVisit();

    expect((await open(`/explore/tags/${tag}/`)).status).toBe(404);
  },
);
