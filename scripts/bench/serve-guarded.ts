import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { contract } from '#contract/index.ts';
import { createPerson, owner } from '../../e2e/person.ts';
import {
  listen,
  requireMember,
  requireSession,
  type Env,
  type HttpContext,
} from '../../server/http/index.ts';
import { startProduct } from '../../server/main.ts';
import { getPostView, listPosts } from '../../server/posts/index.ts';
import { createIntake } from '../../server/webhooks/index.ts';
import { createAuth, hiddenAccounts } from '../../server/workspaces/index.ts';
import { forgetSettings } from './bench-house.ts';

/**
 * Two reads of the product, each mounted three times over one database: with what every request is asked, with the session
 * alone, and with nothing at all. Prints where, and for whom, as one line of JSON.
 */
forgetSettings(process.env);
const folder = await mkdtemp(join(tmpdir(), 'tintype-guarded-'));
const product = await startProduct(
  {
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    INSTAGRAM_APP_ID: '1784140000000042',
    INSTAGRAM_APP_SECRET: 'bench-has-no-secrets',
    META_BASE_URL: 'http://127.0.0.1:9/{host}',
    LOG_LEVEL: 'silent',
  },
  { writeLog: () => {} },
);
const { ctx } = product;
const http: HttpContext = {
  ...ctx,
  auth: createAuth(ctx),
  draining: new AbortController().signal,
  intake: createIntake(ctx),
};

const ada = createPerson(product.url ?? '');
await ada.call('POST', '/api/v1/owner', owner);
const { workspaceId } = ada;
const base = `/api/v1/workspaces/${workspaceId}`;
const connectionId = '00000000-0000-7001-8000-000000000001';
await sql`insert into connections (id, workspace_id, login, app_id, instagram_user_id, app_scoped_user_id, username, state,
    state_changed_at, time_zone, token_version, token_renewed_at, created_at)
  values (${connectionId}, ${workspaceId}, 'instagram', '1', '17841500000000001', '2000000001', 'linden.ceramics', 'active', now(),
    'Europe/Lisbon', 1, now(), now())`.execute(ctx.db);
await sql`insert into grants values (${connectionId}, '{}', now())`.execute(ctx.db);
let postId = '';
for (let n = 0; n < 30; n++)
  ({ id: postId } = await ada.call<{ id: string }>('POST', `${base}/posts`, {
    connectionId,
    caption: `A bowl, thrown this morning and fired tonight, number ${n}`,
  }));

/** A publisher, who may do less with so many accounts. */
async function joinAs(narrowed: number): Promise<string> {
  const { link } = await ada.call<{ link: string }>('POST', `${base}/invites`, { role: 'publisher' });
  const answer = await createPerson(product.url ?? '').send('POST', '/api/v1/invite-sign-ups', {
    token: link.split('#')[1],
    name: 'Bo',
    email: `bo.${narrowed}@linden.example`,
    password: owner.password,
  });
  await sql`update members set account_roles = (
      select jsonb_object_agg('1784150000000000' || n, 'viewer') from generate_series(2, ${narrowed + 1}) as n)
    from users where users.id = members.user_id and users.email = ${`bo.${narrowed}@linden.example`}`.execute(
    ctx.db,
  );
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const app = new Hono<Env>();
const nobody = { workspaceId, accountRoles: {} };
const guards = {
  member: (exchange: Parameters<typeof requireMember>[1]) => requireMember(http, exchange, 'viewer'),
  session: async (exchange: Parameters<typeof requireMember>[1]) => {
    await requireSession(http, exchange);
    return nobody;
  },
  nothing: () => nobody,
};
for (const [name, guard] of Object.entries(guards)) {
  app.get(`/${name}/workspaces/:workspaceId/posts`, async (exchange) => {
    const member = await guard(exchange);
    const page = await listPosts(ctx, member.workspaceId, { hidden: hiddenAccounts(member) });
    return exchange.json(z.parse(contract.posts.list.response, page));
  });
  app.get(`/${name}/workspaces/:workspaceId/posts/:postId`, async (exchange) => {
    const member = await guard(exchange);
    const view = await getPostView(ctx, member.workspaceId, exchange.req.param('postId'));
    return exchange.json(z.parse(contract.posts.read.response, view));
  });
}
const listener = await listen({ host: '127.0.0.1', port: 0 });
listener.serve((request, env) => app.fetch(request, env));
process.once('SIGTERM', () => {
  void (async () => {
    await listener.close(1000);
    await http.intake.stop();
    await product.stop();
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  })();
});
console.log(
  JSON.stringify({
    url: `http://127.0.0.1:${listener.port}`,
    paths: { list: `/workspaces/${workspaceId}/posts`, one: `/workspaces/${workspaceId}/posts/${postId}` },
    cookies: { everywhere: await joinAs(0), narrowed: await joinAs(5) },
  }),
);
