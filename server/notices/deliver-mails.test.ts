import { createServer, type AddressInfo, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { deliverMails, sendMail } from './index.ts';
import { startMailServer } from './test-mail-server.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
afterEach(() => house.ctx.db.deleteFrom('mails').execute());

const withMail = (smtpUrl: string) => ({
  ...house.ctx,
  config: { ...house.ctx.config, mail: { smtpUrl, from: 'Tintype <post@example.com>' } },
});
const leaveMail = (smtpUrl: string) =>
  sendMail(withMail(smtpUrl), {
    to: 'ana@example.com',
    kind: 'email_changed',
    params: { name: 'Ana', to: 'a@example.com' },
  });
const states = async () =>
  (await house.ctx.db.selectFrom('mails').select('state').execute()).map(({ state }) => state);
/** As if whoever holds it had been silent for longer than a claim lasts. */
const lapse = () =>
  house.ctx.db
    .updateTable('mails')
    .set({ lease_until: new Date(0) })
    .where('state', '=', 'sending')
    .execute();

interface Part {
  greet?: (socket: Socket) => void;
  askForWords?: (socket: Socket) => void;
  take?: (socket: Socket) => void;
}

/** Speaks as much of SMTP as it takes to be given a mail, as far as its part goes. */
async function startServer({
  greet = (socket) => socket.write('220 here\r\n'),
  askForWords = (socket) => socket.write('354 go on\r\n'),
  take = (socket) => socket.write('250 I have it\r\n'),
}: Part) {
  let taken = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let isData = false;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        taken++;
        isData = false;
        take(socket);
      } else if (text.startsWith('DATA')) {
        isData = true;
        askForWords(socket);
      } else socket.write('250 yes\r\n');
    });
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  return { url: `smtp://127.0.0.1:${port}`, taken: () => taken, close };
}

test('a server that takes the words and is lost before it answers is not sent them twice', async () => {
  const server = await startServer({ take: (socket) => socket.destroy() });
  await leaveMail(server.url);

  await deliverMails(withMail(server.url));
  await house.advance(7200);
  await deliverMails(withMail(server.url));
  server.close();

  expect(server.taken()).toBe(1);
  expect(await states()).toEqual(['unconfirmed']);
});

test('a server that says after the words that it has no room is tried again', async () => {
  let tries = 0;
  const server = await startServer({
    take: (socket) => socket.write(tries++ === 0 ? '452 full\r\n' : '250 I have it\r\n'),
  });
  await leaveMail(server.url);

  await deliverMails(withMail(server.url));
  const full = await states();
  await house.advance(61);
  await deliverMails(withMail(server.url));
  server.close();

  expect([full, await states()]).toEqual([['waiting'], ['sent']]);
});

test.each([
  ['greets and falls silent', { askForWords: () => undefined }, { silenceMs: 100, talkMs: 600_000 }],
  ['never greets', { greet: () => undefined }, { silenceMs: 100, talkMs: 600_000 }],
  [
    'takes longer for all than a claim lasts',
    { greet: () => undefined },
    { silenceMs: 600_000, talkMs: 100 },
  ],
])('a server that %s is left, and the mail waits', async (_what, part, patience) => {
  const slow = await startServer(part);
  const good = await startMailServer();
  await leaveMail(slow.url);

  await deliverMails(withMail(slow.url), patience);
  const left = await states();
  await house.advance(61);
  await deliverMails(withMail(good.url));
  slow.close();
  await good.close();

  expect(left).toEqual(['waiting']);
  expect([await states(), good.mails.length]).toEqual([['sent'], 1]);
});

test('a mail whose claim lapses before the server was given its words goes out by another worker, once', async () => {
  const asked = Promise.withResolvers<Socket>();
  const slow = await startServer({ askForWords: asked.resolve });
  const good = await startMailServer();
  await leaveMail(slow.url);

  const late = deliverMails(withMail(slow.url));
  const socket = await asked.promise;
  await lapse();
  await deliverMails(withMail(good.url));
  socket.write('354 go on\r\n');
  await late;
  slow.close();
  await good.close();

  expect([slow.taken(), good.mails.length, await states()]).toEqual([0, 1, ['sent']]);
});

test('a mail whose claim lapses after the server was given its words is not sent again', async () => {
  const taken = Promise.withResolvers<Socket>();
  const slow = await startServer({ take: taken.resolve });
  const good = await startMailServer();
  await leaveMail(slow.url);

  const late = deliverMails(withMail(slow.url));
  const socket = await taken.promise;
  await lapse();
  await deliverMails(withMail(good.url));
  socket.destroy();
  await late;
  slow.close();
  await good.close();

  expect([good.mails.length, await states()]).toEqual([0, ['unconfirmed']]);
});

test('a mail that was taken while the database could not say so is neither called refused nor sent again', async () => {
  const server = await startMailServer();
  await leaveMail(server.url);
  await sql`create function blink() returns trigger language plpgsql as 'begin raise exception ''away''; end'`.execute(
    house.ctx.db,
  );
  await sql`create trigger blink before update on mails for each row when (new.state = 'sent') execute function blink()`.execute(
    house.ctx.db,
  );

  await expect(deliverMails(withMail(server.url))).rejects.toThrow('away');
  const unsaved = await states();
  await sql`drop trigger blink on mails`.execute(house.ctx.db);
  await lapse();
  await deliverMails(withMail(server.url));
  await server.close();

  expect([unsaved, await states()]).toEqual([['sending'], ['unconfirmed']]);
  expect(server.mails).toHaveLength(1);
});
