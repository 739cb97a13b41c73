import { afterAll, beforeAll, expect, test } from 'vitest';
import { business, creator, openTestContext, type TestContext } from '../test-context.ts';
import { listConnections, refreshConnection, sweepRefreshes } from './index.ts';
import { countCalls, stateOfToken } from './test-attempt.ts';

const quarterDay = 6 * 3600;
const outageSteps = 48 / 6;

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

test(
  'two hundred days with a forty-eight hour outage ask nobody to reconnect',
  { timeout: 120_000 },
  async () => {
    await house.connect({ account: business });
    await house.connect({ account: creator });
    const due: string[] = [];
    const ctx = {
      ...house.ctx,
      queue: {
        enqueue: async (_db: unknown, _name: string, job: Record<string, string>) => {
          due.push(job.connectionId ?? '');
        },
        enqueueAll: async () => {},
      },
    };
    let failures = 0;
    let renewals = 0;
    let outageEnds: number | undefined;

    for (let step = 0; step < 200 * 4; step++) {
      await house.advance(quarterDay);
      if (step === outageEnds) await house.control('DELETE', '/faults');
      await sweepRefreshes(ctx);
      // It begins in the hour in which a renewal is due, so that it is met whatever the jitter.
      if (outageEnds === undefined && step > 160 && due.length > 0) {
        await breakEverything();
        outageEnds = step + outageSteps;
      }
      for (const connectionId of due.splice(0)) {
        const before = await versionOf(connectionId);
        await refreshConnection(ctx, { connectionId });
        if ((await versionOf(connectionId)) > before) renewals++;
        else failures++;
      }
    }

    const connections = await listConnections(house.ctx, house.member.workspaceId);
    expect(connections.map((each) => each.state)).toEqual(['active', 'active']);
    for (const each of connections) expect(await stateOfToken(house, each.id)).toBe('alive');
    // The outage was met, and life went on: 200 days hold at least 24 renewals of 8 days each per account.
    expect(failures).toBeGreaterThanOrEqual(outageSteps);
    expect(renewals).toBeGreaterThanOrEqual(2 * 22);
    const events = await house.ctx.db
      .selectFrom('audit_events')
      .select('action')
      .where('action', '=', 'connection.needs_reconnect')
      .execute();
    expect(events).toEqual([]);
    expect(await countCalls(house, 'GET', /refresh_access_token/)).toBe(renewals + failures);
  },
);

/** Every answer is one of an outage, in turn: cut, HTML, code 2, and 100/33 for everybody. */
async function breakEverything(): Promise<void> {
  const error = (parts: Record<string, unknown>) => ({
    kind: 'body',
    status: 400,
    body: JSON.stringify({ error: { message: 'no', fbtrace_id: 'A', ...parts } }),
  });
  const kinds = [
    { kind: 'reset' },
    { kind: 'html', status: 500 },
    error({ type: 'OAuthException', code: 2, is_transient: true }),
    error({ type: 'IGApiException', code: 100, error_subcode: 33 }),
  ];
  for (let count = 0; count < 100; count++)
    for (const path of ['/refresh_access_token', '/me'])
      await house.control('POST', '/faults', {
        host: 'graph.instagram.com',
        path,
        times: 1,
        ...kinds[count % kinds.length],
      });
}

async function versionOf(connectionId: string): Promise<number> {
  const row = await house.ctx.db
    .selectFrom('connections')
    .select('token_version')
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return row.token_version;
}
