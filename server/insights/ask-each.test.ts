import { expect, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { askEach } from './ask-each.ts';

const all = ['reach', 'views', 'likes', 'comments', 'saves', 'shares', 'replies', 'reposts'];

/** Takes everything but `bad`, and counts the questions. */
function anInstagram(bad: readonly string[], refusal: AppError = aRefusal({ code: 100 })) {
  const questions: string[][] = [];
  return {
    questions,
    ask: async (metrics: readonly string[]) => {
      questions.push([...metrics]);
      if (metrics.some((metric) => bad.includes(metric))) throw refusal;
      return {
        figures: new Map(metrics.map((metric) => [metric, { value: 1, parts: undefined }])),
        unreadable: [],
      };
    },
  };
}

function aRefusal(details: { code: number; subcode?: number }, code = 'instagram_unexpected' as const) {
  return new AppError(code, { details: { ...details, status: 400 } });
}

test('what is taken together is one question', async () => {
  const { ask, questions } = anInstagram([]);
  const asked = await askEach(all, ask);
  expect([asked.figures.size, asked.refused.size, questions.length]).toEqual([8, 0, 1]);
});

test.each([['reach'], ['comments'], ['reposts']])(
  '%s alone is refused, and the rest is told',
  async (bad) => {
    const { ask, questions } = anInstagram([bad]);
    const asked = await askEach(all, ask);
    expect([...asked.refused.keys()]).toEqual([bad]);
    expect(asked.figures.size).toBe(7);
    expect(questions.length).toBeLessThanOrEqual(10);
  },
);

test('several at once are found, neighbours and the ends among them', async () => {
  const { ask } = anInstagram(['reach', 'likes', 'comments', 'shares']);
  const asked = await askEach(all, ask);
  expect([...asked.refused.keys()].toSorted()).toEqual(['comments', 'likes', 'reach', 'shares']);
  expect(asked.figures.size).toBe(4);
});

test('of two the refused one is found', async () => {
  const { ask } = anInstagram(['views']);
  const asked = await askEach(['reach', 'views'], ask);
  expect([asked.isTaken, [...asked.refused.keys()], [...asked.figures.keys()]]).toEqual([
    true,
    ['views'],
    ['reach'],
  ]);
});

test('a question that is wrong for all costs three calls and blames none of them alone', async () => {
  const { ask, questions } = anInstagram(all);
  const asked = await askEach(all, ask);
  expect([asked.isTaken, asked.refused.size, questions.length]).toEqual([false, 8, 3]);
});

test('a media of before the account was professional costs one call', async () => {
  const { ask, questions } = anInstagram(all, aRefusal({ code: 100, subcode: 2_108_006 }));
  const asked = await askEach(all, ask);
  expect(asked.refused.get('reach')).toMatchObject({ reason: 'before_business' });
  expect(questions).toHaveLength(1);
});

test.each(['network_error', 'throttled', 'reconnect_needed', 'media_missing'] as const)(
  '%s is no refusal of a metric',
  async (code) => {
    const { ask } = anInstagram(
      all,
      new AppError(code, { details: { code: code === 'network_error' ? 2 : 100 } }),
    );
    await expect(askEach(all, ask)).rejects.toMatchObject({ code });
  },
);

test('a permission that is missing for all is thrown, and for one metric is its reason', async () => {
  const refusal = new AppError('permission_missing', { details: { code: 200 } });
  await expect(askEach(all, anInstagram(all, refusal).ask)).rejects.toMatchObject({
    code: 'permission_missing',
  });
  const asked = await askEach(all, anInstagram(['saves'], refusal).ask);
  expect(asked.refused.get('saves')).toEqual({ reason: 'permission_missing', code: 200 });
});
