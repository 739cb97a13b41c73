import { expect, test } from 'vitest';
import { setInsightsStage } from './stage.ts';

/* since and until: which days they choose, how far they reach, and where the links lead. It is 2026-11-25, 11:30 Pacific time. */

const reach = { metric: 'reach', period: 'day' };
const endTimes = (body: { data: { values: { end_time: string }[] }[] }) =>
  body.data[0]?.values.map((each) => each.end_time.slice(0, 16));
const seconds = (iso: string) => String(Date.parse(iso) / 1000);
const now = '2026-11-25T19:30:00Z';

test.each([
  ['nothing: today', {}, ['2026-11-25T08:00']],
  [
    'a day from midnight to the second before the next',
    { since: seconds('2026-11-20T08:00:00Z'), until: seconds('2026-11-21T07:59:59Z') },
    ['2026-11-20T08:00'],
  ],
  ['a date twice', { since: '2026-11-20', until: '2026-11-20' }, ['2026-11-20T08:00']],
  [
    'dates over the end of summer time',
    { since: '2026-10-31', until: '2026-11-02' },
    ['2026-10-31T07:00', '2026-11-01T07:00', '2026-11-02T08:00'],
  ],
  [
    'hours that no day begins in',
    { since: seconds('2026-11-20T09:00:00Z'), until: seconds('2026-11-20T20:00:00Z') },
    undefined,
  ],
  ['a time to come', { since: '2026-11-25', until: '2026-12-04' }, ['2026-11-25T08:00']],
  ['words', { since: '-2 days', until: 'now' }, ['2026-11-24T08:00', '2026-11-25T08:00']],
])('%s', async (_says, window, days) => {
  const { status, body } = await setInsightsStage().ask({ ...reach, ...window });

  expect(status).toBe(200);
  expect(endTimes(body)).toEqual(days);
});

test('end_time can be the midnight that ends the day', async () => {
  const stage = setInsightsStage();
  stage.setFlags({ insightsEndTime: 'nextDay' });
  const { body } = await stage.ask({ ...reach, since: '2026-10-31', until: '2026-11-01' });

  expect(endTimes(body)).toEqual(['2026-11-01T07:00', '2026-11-02T08:00']);
});

const daysBack = (days: number) => String(Date.parse(now) / 1000 - days * 86_400);
test.each([
  ['30 days', 30, { instagram: 200, facebook: 200 }],
  ['30 days and a second', 30 + 1 / 86_400, { instagram: 200, facebook: 400 }],
  ['700 days', 700, { instagram: 200, facebook: 400 }],
])('a window of %s', async (_says, days, statuses) => {
  const window = { since: daysBack(days), until: daysBack(0) };
  for (const host of ['instagram', 'facebook'] as const) {
    const { status, body } = await setInsightsStage().ask({ ...reach, ...window }, { host });
    expect(status).toBe(statuses[host]);
    if (status === 400)
      expect(body.error.message).toBe(
        '(#100) There cannot be more than 30 days (2592000 s) between since and until',
      );
  }
});

test('both hosts hold to 30 days with a switch', async () => {
  const stage = setInsightsStage();
  stage.setFlags({ insightsWindow: 'both' });

  expect((await stage.ask({ ...reach, since: daysBack(31), until: daysBack(0) })).status).toBe(400);
});

test.each([
  ['730 days back', { since: daysBack(730), until: daysBack(729) }],
  ['in the future', { since: daysBack(-1), until: daysBack(-2) }],
])('a since %s is not valid', async (_says, window) => {
  const { status, body } = await setInsightsStage().ask({ ...reach, ...window });

  expect([status, body.error.message]).toEqual([
    400,
    '(#100) since param is not valid. Metrics data is available for the last 2 years',
  ]);
});

test('729 days back are answered', async () => {
  expect(
    (await setInsightsStage().ask({ ...reach, since: daysBack(729), until: daysBack(728) })).status,
  ).toBe(200);
});

test.each(['soon', '1e99', '-1', '2026-13-45', '__proto__', '\u0000', '99999999999999999999', '[]'])(
  '%j is no time',
  async (since) => {
    const { status, body } = await setInsightsStage().ask({ ...reach, since });

    expect([status, body.error.code]).toEqual([400, 100]);
  },
);

test('until before since is refused', async () => {
  const { body } = await setInsightsStage().ask({ ...reach, since: daysBack(1), until: daysBack(2) });

  expect(body.error.message).toBe('(#100) until param should be after since param');
});

test('links lead to the windows of the same length before and after, and work', async () => {
  const stage = setInsightsStage();
  const [since, until] = [1_795_000_000, 1_795_100_000];
  const { body } = await stage.ask({ ...reach, since: String(since), until: String(until) });
  const windowOf = (link: string) =>
    ['since', 'until'].map((name) => Number(new URL(link).searchParams.get(name)));

  expect(windowOf(body.paging.previous)).toEqual([since - 1 - 100_000, since - 1]);
  expect(windowOf(body.paging.next)).toEqual([until + 1, until + 1 + 100_000]);
  const previous = new URL(body.paging.previous);
  const again = await stage.read(
    previous.pathname.replace(/^.*?\/v25\.0/, ''),
    Object.fromEntries(previous.searchParams),
  );
  expect(again.body.data[0].name).toBe('reach');
  expect(windowOf(again.body.paging.next)).toEqual([since, until]);
});

test('lifetime metrics have no links', async () => {
  const { body } = await setInsightsStage().ask({ metric: 'online_followers', period: 'lifetime' });

  expect(body).not.toHaveProperty('paging');
});

test('new followers are told for the last 30 days without today', async () => {
  const stage = setInsightsStage();
  const question = { metric: 'follower_count', period: 'day' };
  const upToToday = await stage.ask({ ...question, since: '2026-10-27', until: '2026-11-25' });
  const tooEarly = await stage.ask({ ...question, since: '2026-10-24', until: '2026-11-20' });

  expect(endTimes(upToToday.body)).toHaveLength(29);
  expect(endTimes(upToToday.body)?.at(-1)).toBe('2026-11-24T08:00');
  expect(endTimes((await stage.ask(question)).body)).toEqual(['2026-11-24T08:00']);
  expect(tooEarly.body.error.message).toBe(
    '(#100) (follower_count) metric only supports querying data for the last 30 days excluding the current day',
  );
});
