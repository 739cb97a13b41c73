import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openWalk } from './test-walk.ts';

/** As many as the pool has connections. */
const many = 10;

let walk: Awaited<ReturnType<typeof openWalk>>;
let username: string;
beforeAll(async () => {
  walk = await openWalk();
  ({ username } = await walk.app.house.ctx.db
    .selectFrom('connections')
    .select('username')
    .where('id', '=', walk.connectionId)
    .executeTakeFirstOrThrow());
}, 60_000);
afterAll(() => walk.close());
beforeEach(() => walk.app.house.ctx.db.deleteFrom('rate_limits').execute());

const send = (path: string, body: unknown, key: string) =>
  walk.app.owner.ask('POST', `/api/v1/workspaces/${walk.app.owner.workspaceId}/${path}`, {
    body,
    headers: { 'idempotency-key': key },
  });
const fileOf = (url: string) => ({ csv: `account,media\n${username},${url}\n` });

test('many imports whose files come slowly leave the database to everybody', async () => {
  const all = Promise.withResolvers<void>();
  let asked = 0;
  await whileServed(
    async () => {
      asked += 1;
      // Nobody has their file before somebody else has read something.
      if (asked === many) {
        const { status } = await walk.app.owner.ask(
          'GET',
          `/api/v1/workspaces/${walk.app.owner.workspaceId}/posts`,
        );
        if (status === 200) all.resolve();
        else all.reject(new Error(`A page was answered ${status}`));
      }
      await all.promise;
    },
    async (url) => {
      const answers = await Promise.all(
        Array.from({ length: many }, (_, nth) => send('imports', fileOf(`${url}?${nth}`), `import-${nth}`)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: many }, () => 201));
    },
  );
});

test('what fetches files and was done already fetches nothing again', async () => {
  let fetches = 0;
  await whileServed(
    async () => {
      fetches += 1;
    },
    async (url) => {
      const file = { url, folderId: null, keepCopy: true };
      const first = [await send('imports', fileOf(url), 'once'), await send('asset-imports', file, 'once')];
      const again = [await send('imports', fileOf(url), 'once'), await send('asset-imports', file, 'once')];

      expect(first.map(({ status }) => status)).toEqual([201, 200]);
      expect(again.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual(['true', 'true']);
      expect(await Promise.all(again.map((each) => each.json()))).toEqual(
        await Promise.all(first.map((each) => each.json())),
      );
      expect(fetches).toBe(2);
    },
  );
});

test('while a request is at its files, the same again is told so and fetches none', async () => {
  const [begun, may] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let fetches = 0;
  await whileServed(
    async () => {
      fetches += 1;
      begun.resolve();
      await may.promise;
    },
    async (url) => {
      const first = send('imports', fileOf(url), 'at-work');
      await begun.promise;
      const second = await send('imports', fileOf(url), 'at-work');
      may.resolve();

      expect([second.status, ((await second.json()) as { code: string }).code]).toEqual([
        409,
        'idempotency_in_progress',
      ]);
      expect([(await first).status, fetches]).toEqual([201, 1]);
    },
  );
});

test('what looks at files is done once with a key', async () => {
  const queue = `connections/${walk.connectionId}`;
  const { workspaceId } = walk.app.owner;
  const slots = { body: { slots: [{ weekday: 2, time: '10:00' }] } };
  await walk.app.owner.ask('PUT', `/api/v1/workspaces/${workspaceId}/${queue}/queue`, slots);
  const [one, other] = [await walk.aScheduledPost(), await walk.aScheduledPost()];
  const { connectionId, mediaId } = await walk.aLivePost('business');
  // Published from here: its files need not come from Instagram.
  await walk.app.house.ctx.db
    .updateTable('media')
    .set({ post_id: one })
    .where('media_id', '=', mediaId)
    .execute();
  const calls: [path: string, body: unknown][] = [
    [`posts/${one}/swaps`, { otherId: other }],
    [`posts/${one}/series`, { everyWeeks: 1, times: 2 }],
    [`${queue}/queue-fills`, { postIds: [(await walk.aDraft()).id] }],
    [`connections/${connectionId}/media/${mediaId}/drafts`, undefined],
  ];

  for (const [path, body] of calls) {
    const [first, again] = [await send(path, body, 'looked'), await send(path, body, 'looked')];
    expect([path, first.status, again.status]).toEqual([path, 201, 201]);
    expect(await again.json()).toEqual(await first.json());
  }
});

/** An address that gives a picture after `before`. */
async function whileServed(before: () => Promise<void>, work: (url: string) => Promise<void>): Promise<void> {
  const bytes = await walk.aPicture();
  const server = createServer((_, answer) => {
    before().then(
      () => answer.setHeader('content-type', 'image/jpeg').end(bytes),
      () => answer.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { config } = walk.app.house.ctx;
  const { metaBaseUrl, library } = config;
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(config, {
    metaBaseUrl: `${address}/{host}`,
    library: { ...library, importsFromSimulator: true },
  });
  try {
    await work(`${address}/cup.jpg`);
  } finally {
    Object.assign(config, { metaBaseUrl, library });
    await new Promise((resolve) => server.close(resolve));
  }
}
