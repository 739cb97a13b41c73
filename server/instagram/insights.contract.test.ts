import { expect, test } from 'vitest';
import { setFacebookStage } from './test-facebook.ts';
import { business, refusalBy, setStage, type Stage } from './test-instagram.ts';

const dayMs = 86_400_000;
type Minted = Awaited<ReturnType<Stage['mint']>>;

/** Noon of a day in California, which is eight hours behind Greenwich then. */
const noon = '2026-11-20T20:00:00.000Z';
const midnight = Date.parse('2026-11-20T08:00:00.000Z');

async function setNoonStage(): Promise<Stage> {
  const stage = await setStage();
  await stage.control('POST', '/clock', { at: noon, freeze: true });
  return stage;
}

/** The last so many whole days in California. */
function lastDays(days: number) {
  return { since: new Date(midnight - days * dayMs), until: new Date(midnight - 1000) };
}

/** A picture that went out this minute, and two days that pass. */
async function postAndWait(stage: Stage, token: Minted['token']): Promise<string> {
  await stage.setFlags({ containerSeconds: 0 });
  const { id: containerId } = await stage.instagram.createContainer('instagram', token, {
    instagramUserId: business,
    container: { is: 'image', imageUrl: 'https://post.example.com/media/1.jpg' },
  });
  const ask = { instagramUserId: business, containerId };
  const { id } = await stage.instagram.publishContainer('instagram', token, ask);
  await stage.control('POST', '/clock', { advanceSeconds: 2 * 86_400 });
  return id;
}

const sumOf = (parts: { value: number }[] | undefined) => parts?.reduce((sum, { value }) => sum + value, 0);

test('totals of a window come by metric, and the parts of views add up to them', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business);
  await postAndWait(stage, token);

  const { figures, unreadable } = await stage.instagram.readAccountTotals('instagram', token, {
    instagramUserId: business,
    metrics: ['views', 'likes'],
    window: { since: new Date(midnight), until: new Date(midnight + 2 * dayMs) },
    breakdown: 'media_product_type',
  });

  expect([...figures.keys()]).toEqual(['views', 'likes']);
  const views = figures.get('views');
  expect(views?.value).toBeGreaterThan(0);
  expect(sumOf(views?.parts)).toBe(views?.value);
  expect(unreadable).toEqual([]);
});

test('followers gained and lost are parts without a sum', async () => {
  const stage = await setNoonStage();
  await stage.control('PATCH', `/accounts/${business}`, { followersCount: 5000 });
  const { token } = await stage.mint(business);

  const { figures } = await stage.instagram.readAccountTotals('instagram', token, {
    instagramUserId: business,
    metrics: ['follows_and_unfollows'],
    window: lastDays(28),
    breakdown: 'follow_type',
  });

  const figure = figures.get('follows_and_unfollows');
  expect(figure?.value).toBeUndefined();
  expect(figure?.parts?.map(({ keys }) => keys[0]).toSorted()).toEqual(['FOLLOWER', 'NON_FOLLOWER']);
});

test('a series has a point for each day of its window', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business);

  const { points } = await stage.instagram.readAccountSeries('instagram', token, {
    instagramUserId: business,
    metric: 'reach',
    window: lastDays(7),
  });

  expect(points).toHaveLength(7);
  expect(points.every(({ value }) => Number.isInteger(value))).toBe(true);
});

test('demographics bear the keys that were asked for, without the timeframe', async () => {
  const stage = await setNoonStage();
  await stage.control('PATCH', `/accounts/${business}`, { followersCount: 5000 });
  const { token } = await stage.mint(business);

  const { figures } = await stage.instagram.readDemographics('instagram', token, {
    instagramUserId: business,
    metric: 'follower_demographics',
    breakdown: 'age,gender',
    timeframe: 'this_month',
  });

  const parts = figures.get('follower_demographics')?.parts ?? [];
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.every(({ keys }) => keys.length === 2 && /^\d\d/.test(keys[0] ?? ''))).toBe(true);
});

test('below a hundred followers demographics are not told, and that is no error', async () => {
  const stage = await setNoonStage();
  await stage.control('PATCH', `/accounts/${business}`, { followersCount: 40 });
  const { token } = await stage.mint(business);

  const { figures } = await stage.instagram.readDemographics('instagram', token, {
    instagramUserId: business,
    metric: 'follower_demographics',
    breakdown: 'country',
    timeframe: 'this_month',
  });

  expect(figures.size).toBe(0);
});

test('followers online come by the hour', async () => {
  const stage = await setNoonStage();
  await stage.control('PATCH', `/accounts/${business}`, { followersCount: 5000 });
  const { token } = await stage.mint(business);

  const { days } = await stage.instagram.readOnlineFollowers('instagram', token, {
    instagramUserId: business,
    window: lastDays(2),
  });

  expect(days).toHaveLength(2);
  expect(days[0]?.hours.length).toBeGreaterThan(20);
});

test('a day without its hours is a day without hours', async () => {
  const stage = await setNoonStage();
  await stage.setFlags({ onlineFollowers: 'empty' });
  await stage.control('PATCH', `/accounts/${business}`, { followersCount: 5000 });
  const { token } = await stage.mint(business);

  const { days } = await stage.instagram.readOnlineFollowers('instagram', token, {
    instagramUserId: business,
    window: lastDays(2),
  });

  expect(days.flatMap(({ hours }) => hours)).toEqual([]);
});

test('a media tells its totals', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business);
  const mediaId = await postAndWait(stage, token);

  const { figures } = await stage.instagram.readMediaInsights('instagram', token, {
    mediaId,
    metrics: ['reach', 'likes'],
  });

  expect([...figures.keys()].toSorted()).toEqual(['likes', 'reach']);
  expect(figures.get('reach')?.value).toBeGreaterThan(0);
});

test('one metric that Meta does not know has the whole question refused, by number alone', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business);

  const refusal = await refusalBy(
    stage.instagram.readAccountTotals('instagram', token, {
      instagramUserId: business,
      metrics: ['reach', 'impressions'],
      window: lastDays(7),
    }),
  );

  expect(refusal).toMatchObject({ code: 'instagram_unexpected', details: { code: 100 } });
});

test('without the permission the refusal is a missing permission', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business, { scopes: ['instagram_business_basic'] });

  const refusal = await refusalBy(
    stage.instagram.readAccountTotals('instagram', token, {
      instagramUserId: business,
      metrics: ['reach'],
      window: lastDays(7),
    }),
  );

  expect(refusal.code).toBe('permission_missing');
});

test('a metric that changed its shape is told apart, and the rest stands', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business);
  await stage.breakNext('/*/insights', {
    kind: 'body',
    body: JSON.stringify({
      data: [
        { name: 'reach', total_value: { value: 'many' } },
        { name: 'views', total_value: { value: { now: 3 } } },
        { name: 'likes', total_value: { value: 7 } },
        { name: 'comments' },
        'nothing',
        { name: '__proto__', total_value: { value: 1 } },
      ],
    }),
  });

  const told = await stage.instagram.readAccountTotals('instagram', token, {
    instagramUserId: business,
    metrics: ['reach', 'views', 'likes', 'comments'],
    window: lastDays(7),
  });

  expect(told.unreadable).toEqual(['reach', 'views']);
  expect(told.figures.get('likes')).toEqual({ value: 7, parts: undefined });
  expect(told.figures.has('comments')).toBe(false);
});

test('an answer without a list is no answer', async () => {
  const stage = await setNoonStage();
  const { token } = await stage.mint(business);
  await stage.breakNext('/*/insights', { kind: 'body', body: '{"data":{}}' });

  const refusal = await refusalBy(
    stage.instagram.readMediaInsights('instagram', token, {
      mediaId: '17890000000000001',
      metrics: ['reach'],
    }),
  );

  expect(refusal).toMatchObject({ code: 'network_error', details: { reason: 'incomplete' } });
});

test('Facebook’s door tells the same account, and refuses a window of more than thirty days', async () => {
  const stage = await setFacebookStage();
  await stage.control('POST', '/clock', { at: noon, freeze: true });
  const { account } = await stage.pageOf(business);
  const ask = { instagramUserId: business, metrics: ['reach'] };

  const { figures } = await stage.instagram.readAccountTotals('facebook', account.token, {
    ...ask,
    window: lastDays(28),
  });
  const refusal = await refusalBy(
    stage.instagram.readAccountTotals('facebook', account.token, { ...ask, window: lastDays(31) }),
  );

  expect(figures.get('reach')?.value).toBeGreaterThanOrEqual(0);
  expect(refusal).toMatchObject({ code: 'instagram_unexpected', details: { code: 100 } });
});
