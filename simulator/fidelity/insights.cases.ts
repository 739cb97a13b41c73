import { expect } from 'vitest';
import type { SectionCases } from './fidelity-case.ts';

export const insights: SectionCases = {
  'GET graph.*/:node/insights': {
    answers: [
      {
        says: 'a series of an account by days',
        path: '/{account}/insights?metric=reach&period=day&since=2026-11-20&until=2026-11-22',
        status: 200,
        json: {
          data: [{ name: 'reach', values: [expect.anything(), expect.anything(), expect.anything()] }],
          paging: { previous: expect.any(String), next: expect.any(String) },
        },
      },
      {
        says: 'the total of an account',
        path: '/{account}/insights?metric=views&period=day&metric_type=total_value',
        status: 200,
        json: { data: [{ name: 'views', total_value: { value: 0 } }] },
      },
      {
        says: 'a media just published',
        path: '/{media}/insights?metric=reach,likes',
        status: 200,
        json: { data: [{ values: [{ value: 0 }] }, { values: [{ value: 0 }] }] },
      },
    ],
    refusals: [
      {
        says: 'no metric',
        path: '/{account}/insights?period=day',
        status: 400,
        json: { code: 100 },
      },
      {
        says: 'a metric that a photo has not',
        path: '/{media}/insights?metric=navigation',
        status: 400,
        json: { code: 100, message: expect.stringContaining('for this media product type.') },
      },
      {
        says: 'a story that nobody has seen',
        path: '/{story}/insights?metric=reach',
        status: 400,
        json: { code: 10 },
      },
      {
        says: 'of what the token does not reach',
        path: '/{other}/insights?metric=reach&period=day',
        status: 400,
        json: { code: 100, error_subcode: 33 },
      },
    ],
  },
};
