import type { HttpBindings } from '@hono/node-server';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { createAuth } from '../workspaces/index.ts';
import { createIntake } from '../webhooks/index.ts';
import { createApp } from './index.ts';

/** A request as a browser makes it: what is not told is what a page of ours would send. */
export interface Ask {
  body?: unknown;
  headers?: Record<string, string>;
  /** The address that the connection comes from. */
  from?: string;
  /** Aborts when the browser goes away. */
  signal?: AbortSignal;
}

/** A browser with one cookie jar. */
export interface Browser {
  cookie: string;
  ask(method: string, path: string, ask?: Ask): Promise<Response>;
}

/** The HTTP face over the test's domain, without a port. */
export interface TestApp {
  house: TestContext;
  publicUrl: string;
  browser(): Browser;
  /** The first owner, signed in, with their workspace. */
  owner: Browser & { userId: string; workspaceId: string; slug: string };
  /** Another person with a password and a workspace of their own, signed in. */
  stranger(): Promise<Browser & { userId: string; workspaceId: string; slug: string }>;
  close(): Promise<void>;
}

export const ada = { name: 'Ada', email: 'ada@linden.example', password: 'a long enough password' };

/** Opens the app with its first owner signed in; `config` replaces parts of the test's own. */
export async function openTestApp(options: { config?: Partial<Context['config']> } = {}): Promise<TestApp> {
  const house = await openTestContext();
  Object.assign(house.ctx.config, options.config);
  await house.ctx.db.deleteFrom('users').execute();
  const { publicUrl } = house.ctx.config;
  const intake = createIntake(house.ctx);
  const app = await createApp(
    { ...house.ctx, auth: createAuth(house.ctx), draining: new AbortController().signal, intake },
    { webFolder: '/nowhere' },
  );

  const browser = (): Browser => {
    const jar: Browser = {
      cookie: '',
      async ask(method, path, { body, headers = {}, from = '127.0.0.1', signal } = {}) {
        const bytes = body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body);
        const bindings = { incoming: { socket: { remoteAddress: from } } } as unknown as HttpBindings;
        const response = await app.request(
          publicUrl + path,
          {
            method,
            headers: {
              ...(jar.cookie ? { cookie: jar.cookie } : {}),
              ...(method === 'GET' || method === 'HEAD' ? {} : { origin: publicUrl }),
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
              ...headers,
            },
            ...(body === undefined ? {} : { body: bytes }),
            ...(signal && { signal }),
          },
          bindings,
        );
        for (const line of response.headers.getSetCookie()) jar.cookie = line.split(';')[0]!;
        return response;
      },
    };
    return jar;
  };

  const owner = browser();
  const made = await owner.ask('POST', '/api/v1/owner', { body: { ...ada, workspaceName: 'Linden Studio' } });
  const { workspace } = (await made.json()) as { workspace: { id: string; slug: string } };
  const { id: userId } = await house.ctx.db.selectFrom('users').select('id').executeTakeFirstOrThrow();

  return {
    house,
    publicUrl,
    browser,
    owner: Object.assign(owner, { userId, workspaceId: workspace.id, slug: workspace.slug }),
    async stranger() {
      const member = await house.aMember();
      const email = `${member.userId}@example.com`;
      const { password } = await house.ctx.db
        .selectFrom('credentials')
        .select('password')
        .executeTakeFirstOrThrow();
      await house.ctx.db
        .insertInto('credentials')
        .values({
          id: newId(),
          account_id: member.userId,
          provider_id: 'credential',
          user_id: member.userId,
          password,
          updated_at: new Date(),
        })
        .execute();
      const theirs = browser();
      await theirs.ask('POST', '/api/v1/session', { body: { email, password: ada.password } });
      const { userId, workspaceId, workspaceSlug: slug } = member;
      return Object.assign(theirs, { userId, workspaceId, slug });
    },
    async close() {
      await intake.stop();
      await house.close();
    },
  };
}

/** The code of a refused request. */
export async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}
