import { openTestContext, type TestContext } from '../test-context.ts';
import { createIntake, type Intake } from './create-intake.ts';

const appId = '1784140000000099';
export const facebookApp = '1784140000000077';

/** A house whose simulator tells its webhooks to the intake. */
export interface WebhookHouse extends TestContext {
  /** Lets what the simulator has to tell arrive, and be worked through. */
  arrive(): Promise<void>;
  /** Outcomes of the deliveries, in the order of their coming. */
  outcomes(): Promise<(string | null)[]>;
  /** Changes how the simulator tells. */
  setFlags(flags: Record<string, unknown>): Promise<unknown>;
  /** Whether webhooks reach us. */
  setReachable(isReachable: boolean): void;
  /** Until every delivery that was stored is worked through. */
  settled(): Promise<void>;
}

export async function openWebhookHouse(): Promise<WebhookHouse> {
  const house = await openTestContext();
  const { ctx } = house;
  ctx.config.webhookVerifyToken = 'a verify token';
  const intake: Intake = createIntake(ctx);
  let reachable = true;
  house.hooks.takeWebhook = async (request) => {
    const challenge = new URL(request.url).searchParams.get('hub.challenge');
    if (challenge !== null) return new Response(challenge);
    if (!reachable) return new Response(null, { status: 503 });
    const outcome = await intake.take({
      body: Buffer.from(await request.arrayBuffer()),
      signature: request.headers.get('x-hub-signature-256') ?? undefined,
    });
    return new Response(null, { status: outcome === 'stored' ? 200 : 403 });
  };
  for (const app of [appId, facebookApp])
    await house.control('PUT', `/apps/${app}/webhooks/instagram`, {
      callbackUrl: `${ctx.config.publicUrl}/webhooks/meta`,
      verifyToken: 'a verify token',
    });
  const settled = () => intake.settled();

  return {
    ...house,
    settled,
    async arrive() {
      await house.simulator.deliver();
      await settled();
    },
    async outcomes() {
      const rows = await ctx.db.selectFrom('webhook_deliveries').select('outcome').orderBy('id').execute();
      return rows.map((row) => row.outcome);
    },
    setFlags: (flags) => house.control('PUT', `/apps/${appId}`, { flags }),
    setReachable(isReachable) {
      reachable = isReachable;
    },
    async close() {
      await intake.stop();
      await house.close();
    },
  };
}
