import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { csvTemplate } from '#rules/schedule-csv.ts';
import { storeAsset } from '../library/index.ts';
import { listPosts } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { getConnection } from '../connections/index.ts';
import { checkImport } from './index.ts';
import { importPosts } from './test-at-once.ts';

let house: TestContext;
let username: string;
let bowlId: string;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  const connection = await getConnection(
    house.ctx,
    house.member.workspaceId,
    await house.connectionOf(business),
  );
  username = connection.username;
  const store = async (name: string, background: string) => {
    const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background } })
      .jpeg()
      .toBuffer();
    return (await storeAsset(house.ctx, house.member, { name, bytes })).id;
  };
  for (const name of ['bottle.jpg', 'jars.jpg']) await store(name, '#8a6f4d');
  bowlId = await store('bowl.jpg', '#224466');
});
afterAll(() => house.close());
beforeEach(() => house.ctx.db.deleteFrom('posts').execute());

const head = 'account,date_time,state,media,caption,alt_text';
const file = (...rows: string[]) => [head, ...rows].join('\n');
const check = (csv: string) => checkImport(house.ctx, house.member, csv);
const run = (csv: string) => importPosts(house.ctx, house.member, csv);
const posts = async () => (await listPosts(house.ctx, house.member.workspaceId)).posts;
const errorsOf = async (row: string) =>
  (await check(file(row))).rows.flatMap(({ errors }) => errors.map(({ column }) => column));

test('a dry run tells what each row would make and writes nothing', async () => {
  const { rows, errors } = await check(csvTemplate(username).replace('carousel', ''));

  expect(errors).toBe(0);
  expect(rows.map(({ line, state, wallTime }) => [line, state, wallTime])).toEqual([
    [2, 'scheduled', '2027-03-14T18:30'],
    [3, 'draft', '2027-03-16T09:00'],
  ]);
  expect(await posts()).toEqual([]);
});

test('the import makes drafts and scheduled posts at the wall times of the file', async () => {
  expect(await run(csvTemplate(username))).toMatchObject({ drafts: 1, scheduled: 1 });

  const made = (await posts()).toSorted((one, other) => one.publishAt!.localeCompare(other.publishAt!));
  expect(
    made.map(({ kind, state, wallTime, items, firstComment }) => ({
      kind,
      state,
      wallTime,
      files: items.map(({ asset, altText }) => [asset?.name, altText]),
      firstComment,
    })),
  ).toEqual([
    {
      kind: 'image',
      state: 'scheduled',
      wallTime: '2027-03-14T18:30',
      files: [['bottle.jpg', 'A celadon bottle on a shelf']],
      firstComment: 'Shop link in the profile.',
    },
    {
      kind: 'carousel',
      state: 'draft',
      wallTime: '2027-03-16T09:00',
      files: [
        ['bowl.jpg', 'A bowl'],
        ['jars.jpg', 'A pair of jars'],
      ],
      firstComment: '',
    },
  ]);
});

test('with an error in one row none is made, and the row is told', async () => {
  const csv = file(
    `${username},2027-01-01 10:00,,bottle.jpg,Fine,A bottle`,
    `nobody,2027-01-01 10:00,,bottle.jpg,Wrong,`,
  );

  await expect(run(csv)).rejects.toMatchObject({
    code: 'import_refused',
    details: { rows: [{ line: 3, errors: [{ column: 'account' }] }] },
  });
  expect(await posts()).toEqual([]);
});

test('every column is judged', async () => {
  expect(await errorsOf('nobody,,,bottle.jpg,x,')).toEqual(['account']);
  expect(await errorsOf(`${username},2020-01-01 10:00,,bottle.jpg,x,`)).toEqual(['date_time']);
  expect(await errorsOf(`${username},9999-01-01 10:00,,bottle.jpg,x,`)).toEqual(['date_time']);
  expect(await errorsOf(`${username},tomorrow,,bottle.jpg,x,`)).toEqual(['date_time']);
  expect(await errorsOf(`${username},,scheduled,bottle.jpg,x,`)).toEqual(['date_time']);
  expect(await errorsOf(`${username},,soon,bottle.jpg,x,`)).toContain('state');
  expect(await errorsOf(`${username},2027-01-01 10:00,,nowhere.jpg,x,`)).toEqual(['media']);
  expect(await errorsOf(`${username},2027-01-01 10:00,,,x,`)).toEqual(['media']);
});

test('what Instagram would refuse is told for what is scheduled, not for a draft', async () => {
  const tooLong = '"' + '#a '.repeat(31) + '"';

  expect(await errorsOf(`${username},2027-01-01 10:00,,bottle.jpg,${tooLong},`)).not.toEqual([]);
  expect(await errorsOf(`${username},,draft,bottle.jpg,${tooLong},`)).toEqual([]);
});

test('a row whose picture Meta would get as a web page is told; a draft need not be reached', async () => {
  const page = async () => new Response('<p>Warning', { headers: { 'content-type': 'text/html' } });
  const behindPage = { ...house.ctx, fetch: page };
  const scheduled = file(`${username},2027-01-01 10:00,,bottle.jpg,x,`);

  expect((await checkImport(behindPage, house.member, scheduled)).rows[0]?.errors).toMatchObject([
    { column: 'media', message: expect.stringContaining('a web page instead of your picture') },
  ]);
  await expect(importPosts(behindPage, house.member, scheduled)).rejects.toMatchObject({
    code: 'import_refused',
  });
  expect(await posts()).toEqual([]);
  const draft = file(`${username},,draft,bottle.jpg,x,`);
  expect(await importPosts(behindPage, house.member, draft)).toMatchObject({ drafts: 1 });
});

test('a time at which the clock changes needs a word behind it', async () => {
  const at = (time: string) => errorsOf(`${username},${time},,bottle.jpg,x,`);

  expect([await at('2027-03-28 01:30'), await at('2027-03-28 01:30 later')]).toEqual([['date_time'], []]);
});

test('two files of one name are not guessed between; the id tells them apart', async () => {
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#000' } })
    .jpeg()
    .toBuffer();
  await storeAsset(house.ctx, house.member, { name: 'bowl.jpg', bytes });

  expect(await errorsOf(`${username},,,bowl.jpg,x,`)).toEqual(['media']);
  expect(await errorsOf(`${username},,,${bowlId},x,`)).toEqual([]);
});

test('a file that is called by address is fetched when it is imported, not when it is checked', async () => {
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#a03060' } })
    .jpeg()
    .toBuffer();
  let fetches = 0;
  const server = createServer((request, response) => {
    fetches++;
    response.statusCode = request.url === '/vase.jpg' ? 200 : 404;
    response.end(request.url === '/vase.jpg' ? bytes : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const row = (path: string) => `${username},2027-01-01 10:00,,${address}${path},Fetched,`;
  // On this machine only the simulated Instagram may be fetched from, and only where a setting says so.
  const { config } = house.ctx;
  expect((await checkImport(house.ctx, house.member, file(row('/vase.jpg')))).rows[0]).toMatchObject({
    fetches: 1,
    errors: [],
  });
  expect(fetches).toBe(0);
  await expect(run(file(row('/vase.jpg')))).rejects.toMatchObject({
    code: 'import_refused',
    details: { rows: [{ errors: [{ message: 'Tintype does not fetch from this address.' }] }] },
  });
  const open = {
    ...house.ctx,
    config: {
      ...config,
      isSimulated: true,
      metaBaseUrl: `${address}/{host}`,
      library: { ...config.library, importsFromSimulator: true },
    },
  };
  await expect(importPosts(open, house.member, file(row('/none.jpg')))).rejects.toMatchObject({
    code: 'import_refused',
  });
  expect(await posts()).toEqual([]);
  await importPosts(open, house.member, file(row('/vase.jpg')));
  await new Promise((resolve) => server.close(resolve));

  expect((await posts()).map(({ state, items }) => [state, items[0]?.asset?.name])).toEqual([
    ['scheduled', 'vase.jpg'],
  ]);
});

test.each([
  '',
  'account,media',
  'name,media\nx,y',
  'account,media,"caption\nx,y,z',
  `account,media\n${'x,y\n'.repeat(501)}`,
])('what is no file of posts is refused', async (csv) => {
  await expect(check(csv)).rejects.toMatchObject({ code: 'invalid_input' });
});
