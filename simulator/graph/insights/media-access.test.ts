import { expect, test } from 'vitest';
import { setManagingStage } from '../managing-stage.ts';
import { setInsightsStage } from './stage.ts';

/* Whose insights are answered, and when: stories, conversion, carousels, permissions, expansion. */

test('a media just published has nothing yet', async () => {
  const stage = setInsightsStage();
  const { id } = stage.aMedia('photo');
  const { body } = await stage.read(`/${id}/insights`, { metric: 'likes,reach,views' });

  expect(body.data.map((each: { values: [{ value: number }] }) => each.values[0].value)).toEqual([0, 0, 0]);
});

test('a story needs five viewers', async () => {
  const stage = setInsightsStage({ followers: 200 });
  const { id } = stage.aMedia('story');
  const early = await stage.read(`/${id}/insights`, { metric: 'reach' });
  stage.advance(20);
  const late = await stage.read(`/${id}/insights`, { metric: 'reach' });

  expect(early.status).toBe(400);
  expect(early.body.error).toMatchObject({
    code: 10,
    message: '(#10) Not enough viewers for the media to show insights',
  });
  expect(late.body.data[0].values[0].value).toBeGreaterThanOrEqual(5);
});

test('a story that is over has no insights: it is not found, or empty with a switch', async () => {
  const stage = setInsightsStage();
  const { id } = stage.aMedia('story');
  stage.advance(23.9);
  expect((await stage.read(`/${id}/insights`, { metric: 'reach' })).status).toBe(200);
  stage.advance(0.2);
  const missing = await stage.read(`/${id}/insights`, { metric: 'reach' });
  stage.setFlags({ expiredStoryInsights: 'empty' });

  expect(missing.body.error).toMatchObject({ code: 100, error_subcode: 33 });
  expect(await stage.read(`/${id}/insights`, { metric: 'reach' })).toEqual({
    status: 200,
    body: { data: [] },
  });
});

test('media of before the account turned professional has none', async () => {
  const stage = setInsightsStage();
  const old = stage.aMedia('photo', 48);
  const fresh = stage.aMedia('photo', 2);
  stage.change({ professionalSince: stage.world.now() - 24 * 3_600_000 });
  const { status, body } = await stage.read(`/${old.id}/insights`, { metric: 'reach' });

  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    code: 100,
    error_subcode: 2108006,
    message: 'Invalid parameter',
    error_data: { blame_field_specs: [['']] },
    error_user_title: 'Media posted before business account conversion',
  });
  expect((await stage.read(`/${fresh.id}/insights`, { metric: 'reach' })).status).toBe(200);
});

test('a child of a carousel and the media of others have none', async () => {
  const stage = setInsightsStage();
  const parent = stage.aMedia('carousel', 20);
  const child = stage.aMedia('photo', 20, { parentId: parent.id });
  const foreign = stage.aMedia('photo', 20, { accountId: '17841400000000404' });

  for (const { id } of [child, foreign]) {
    const { body } = await stage.read(`/${id}/insights`, { metric: 'reach' });
    expect(body.error).toMatchObject({ code: 100, error_subcode: 33 });
  }
});

test('a trial reel meets nobody who follows', async () => {
  const stage = setInsightsStage();
  stage.aMedia('reel', 48, { trial: 'MANUAL' });
  const { body } = await stage.ask({
    metric: 'views',
    period: 'day',
    metric_type: 'total_value',
    breakdown: 'follow_type',
    since: '2026-11-20',
    until: '2026-11-25',
  });

  expect(body.data[0].total_value.breakdowns[0].results).toEqual([
    { dimension_values: ['NON_FOLLOWER'], value: body.data[0].total_value.value },
  ]);
});

test('with a delay a media has nothing at all at first', async () => {
  const stage = setInsightsStage();
  stage.setFlags({ insightsDelayHours: 12 });
  const { id } = stage.aMedia('photo');
  stage.advance(6);
  expect((await stage.read(`/${id}/insights`, { metric: 'reach' })).body).toEqual({ data: [] });
  stage.advance(12);
  const late = await stage.read(`/${id}/insights`, { metric: 'reach' });

  expect(late.body.data[0].values[0].value).toBeGreaterThan(0);
});

test('the same is read in the path and by expansion, of an account, of a media and of each media in a list', async () => {
  const stage = setInsightsStage();
  const { id } = stage.aMedia('photo', 20);
  const path = await stage.read(`/${id}/insights`, { metric: 'reach,likes' });
  const expanded = await stage.read(`/${id}`, { fields: 'insights.metric(reach,likes)' });
  const listed = await stage.read('/me/media', { fields: 'insights.metric(reach,likes){name,values}' });
  const account = await stage.read('/me', {
    fields: 'insights.metric(reach).period(day).since(2026-11-24).until(2026-11-25)',
  });
  const direct = await stage.ask({
    metric: 'reach',
    period: 'day',
    since: '2026-11-24',
    until: '2026-11-25',
  });

  expect(expanded.body.insights).toEqual(path.body);
  expect(listed.body.data[0].insights.data[0]).toEqual({
    name: 'reach',
    values: path.body.data[0].values,
    id: `${id}/insights/reach/lifetime`,
  });
  expect(account.body.insights.data).toEqual(direct.body.data);
});

test('the Facebook host answers the same numbers', async () => {
  const stage = setInsightsStage();
  const { id } = stage.aMedia('reel', 20);
  const question = { metric: 'reach,views,likes' };

  expect((await stage.read(`/${id}/insights`, question, { host: 'facebook' })).body).toEqual(
    (await stage.read(`/${id}/insights`, question)).body,
  );
});

test('without the permission insights are refused with code 10, or empty with a switch', async () => {
  const stage = setManagingStage(['instagram_business_manage_insights', 'instagram_manage_insights']);
  const { id } = stage.aMedia();
  const paths = [`/${id}/insights?metric=reach`, `/${stage.accountId}/insights?metric=reach&period=day`];
  for (const ask of [stage.onInstagram, stage.onFacebook]) {
    for (const path of paths) {
      const [bare = '', query] = path.split('?');
      const params = Object.fromEntries(new URLSearchParams(query));
      stage.setFlags({ insightsWithoutPermission: 'refuse' });
      expect((await ask('GET', bare, params)).body.error.code).toBe(10);
      stage.setFlags({ insightsWithoutPermission: 'empty' });
      expect((await ask('GET', bare, params)).body).toEqual({ data: [] });
    }
  }
});
