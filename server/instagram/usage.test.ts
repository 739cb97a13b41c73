import { expect, test } from 'vitest';
import { usageOf } from './usage.ts';

const told = (headers: Record<string, string>) => usageOf(new Headers(headers));

test('the fullest count of all that Meta tells is the usage', () => {
  expect(
    told({
      'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":31}',
      'x-business-use-case-usage':
        '{"178":[{"type":"instagram","call_count":97,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":0}]}',
    }),
  ).toEqual({ percent: 97, regainSeconds: 0 });
});

test('the longest wait counts, in seconds', () => {
  const usage =
    '{"1":[{"call_count":100,"estimated_time_to_regain_access":19}],"2":[{"call_count":3,"estimated_time_to_regain_access":4}]}';

  expect(told({ 'x-business-use-case-usage': usage })).toEqual({ percent: 100, regainSeconds: 1140 });
});

test.each([
  {},
  { 'x-app-usage': '' },
  { 'x-app-usage': '{' },
  { 'x-app-usage': '[]' },
  { 'x-business-use-case-usage': '{"1":null,"2":[7]}' },
])('%j tells nothing', (headers) => {
  expect(told(headers as Record<string, string>)).toBeUndefined();
});
