import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { contract } from '#contract/index.ts';
import type { Access } from '#contract/op.ts';
import { createPerson, owner } from '../../e2e/person.ts';
import {
  implement,
  listen,
  treatEveryRequest,
  type Env,
  type Handlers,
  type HttpContext,
} from '../../server/http/index.ts';
import { newId } from '../../server/database/index.ts';
import { startProduct } from '../../server/main.ts';
import { getPostView, listPosts } from '../../server/posts/index.ts';
import { createIntake } from '../../server/webhooks/index.ts';
import { createAuth, hiddenAccounts } from '../../server/workspaces/index.ts';
import { forgetSettings } from './bench-house.ts';

interface Furnished {
  cookie: string;
  list: string;
  one: string;
}

/**
 * Two reads of the product, by the way that all of its requests go, each mounted three times over one database: for members, for
 * whoever is signed in, and for anybody. Prints where, and for whom, as one line of JSON.
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

/** A workspace with thirty drafts, and a publisher of it who may do less with so many accounts. */
async function furnish(workspaceId: string, { narrowed }: { narrowed: number }): Promise<Furnished> {
  const base = `/api/v1/workspaces/${workspaceId}`;
  const connectionId = newId();
  const account = 17841500000000001n + BigInt(narrowed) * 1000n;
  await sql`insert into connections (id, workspace_id, login, app_id, instagram_user_id, app_scoped_user_id, username, state,
      state_changed_at, time_zone, token_version, token_renewed_at, created_at)
    values (${connectionId}, ${workspaceId}, 'instagram', '1', ${String(account)}, ${String(account)}, 'linden.ceramics', 'active',
      now(), 'Europe/Lisbon', 1, now(), now())`.execute(ctx.db);
  await sql`insert into grants values (${connectionId}, '{}', now())`.execute(ctx.db);
  let postId = '';
  for (let n = 0; n < 30; n++)
    ({ id: postId } = await ada.call<{ id: string }>('POST', `${base}/posts`, {
      connectionId,
      caption: `A bowl, thrown this morning and fired tonight, number ${n}`,
    }));
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
  return {
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
    list: `/workspaces/${workspaceId}/posts`,
    one: `/workspaces/${workspaceId}/posts/${postId}`,
  };
}

/** The two reads by the way that all operations go, where it asks this of who comes. */
function readsFor(guard: string, access: Access) {
  const { list, read } = contract.posts;
  const at = { access, path: `/${guard}/workspaces/:workspaceId/posts` };
  return { list: { ...list, ...at }, read: { ...read, ...at, path: `${at.path}/:postId` } };
}

const guards = {
  member: readsFor('member', 'viewer'),
  session: readsFor('session', 'session'),
  nothing: readsFor('nothing', 'public'),
};
const nobodys: Handlers<typeof guards>['nothing'] = {
  list: ({ params, query }) => listPosts(ctx, params.workspaceId, { ...query, hidden: [] }),
  read: ({ params }) => getPostView(ctx, params.workspaceId, params.postId),
};
const app = new Hono<Env>();
treatEveryRequest(app, http);
implement(app, http, guards, () => ({
  member: {
    list: ({ query }, { member }) =>
      listPosts(ctx, member().workspaceId, { ...query, hidden: hiddenAccounts(member()) }),
    read: ({ params }, { member }) => getPostView(ctx, member().workspaceId, params.postId),
  },
  session: nobodys,
  nothing: nobodys,
}));
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
const second = await ada.call<{ id: string }>('POST', '/api/v1/workspaces', {
  name: 'Second',
});
console.log(
  JSON.stringify({
    url: `http://127.0.0.1:${listener.port}`,
    everywhere: await furnish(ada.workspaceId, { narrowed: 0 }),
    narrowed: await furnish(second.id, { narrowed: 5 }),
  }),
);
