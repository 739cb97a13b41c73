import { expect, test } from 'vitest';
import { Hono } from 'hono';
import { frozenClock } from '../../clock.ts';
import { silentLog } from '../../log.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { answerProblem } from '../problem.ts';
import { mountTestClock } from './test-clock.ts';

/** The one route, over a clock that notes by how much it was moved. */
function openClock(moves: number[]): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, exchange) => answerProblem(silentLog, exchange, error));
  const ctx = { clock: frozenClock('2026-11-25T09:00:00Z') } as unknown as HttpContext;
  mountTestClock(app, ctx, async (seconds) => {
    moves.push(seconds);
  });
  return app;
}

function ask(app: Hono<Env>, body: unknown) {
  return app.request('/_test/clock', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('the clock is moved by the seconds that were asked for', async () => {
  const moves: number[] = [];

  const answer = await ask(openClock(moves), { advanceSeconds: 86_400.5 });

  expect(answer.status).toBe(200);
  expect(moves).toEqual([86_400.5]);
});

test.each([{}, { advanceSeconds: '60' }, { advanceSeconds: null }])(
  'a move of %j is the caller’s mistake, and the clock stays',
  async (body) => {
    const moves: number[] = [];

    const answer = await ask(openClock(moves), body);

    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'advanceSeconds' }],
    });
    expect(moves).toEqual([]);
  },
);
