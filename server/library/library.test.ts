import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '../app-error.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { createPost } from '../posts/index.ts';
import { postContent } from '#contract/posts.ts';
import {
  createFolder,
  editAsset,
  findAssets,
  importFile,
  listAssets,
  listFolders,
  listLabels,
  listUses,
  removeAsset,
  removeFolder,
  renameFolder,
  storeAsset,
} from './index.ts';

let house: TestContext;
let workspaceId: string;
beforeAll(async () => {
  house = await openTestContext();
  ({ workspaceId } = house.member);
  await house.connect({ account: business });
});
afterAll(() => house.close());

let shade = 0;
async function aPicture(name: string): Promise<string> {
  const background = { r: ++shade, g: 90, b: 90 };
  const bytes = await sharp({ create: { width: 400, height: 400, channels: 3, background } })
    .png()
    .toBuffer();
  return (await storeAsset(house.ctx, house.member, { name, bytes })).id;
}
const names = async (filter: Partial<Parameters<typeof listAssets>[2]>) =>
  (await listAssets(house.ctx, workspaceId, { limit: 100, ...filter })).assets.map(({ name }) => name);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as AppError).code,
  );

test('files are found by a part of their name or of a label, and a percent sign is a percent sign', async () => {
  await aPicture('Winter market.png');
  const labelled = await aPicture('untitled.png');
  await aPicture('50% off.png');
  await editAsset(house.ctx, house.member, labelled, { labels: ['Market days', 'market days', 'glaze'] });

  expect(await names({ search: 'market' })).toEqual(['untitled.png', 'Winter market.png']);
  expect(await names({ search: '%' })).toEqual(['50% off.png']);
  expect(await names({ label: 'glaze' })).toEqual(['untitled.png']);
  expect(await listLabels(house.ctx, workspaceId)).toEqual([
    { label: 'glaze', files: 1 },
    { label: 'Market days', files: 1 },
  ]);
});

test('a folder holds files, is renamed, and leaves its files behind when it goes', async () => {
  const { id } = await createFolder(house.ctx, house.member, 'Spring');
  const assetId = await aPicture('tulip.png');
  await editAsset(house.ctx, house.member, assetId, { folderId: id });
  const renamed = await renameFolder(house.ctx, house.member, id, 'Spring 2027');
  const inside = await names({ folder: id });
  await removeFolder(house.ctx, house.member, id);

  expect(renamed).toEqual({ id, name: 'Spring 2027', files: 1 });
  expect(inside).toEqual(['tulip.png']);
  expect(await listFolders(house.ctx, workspaceId)).toEqual([]);
  expect(await names({ folder: 'none', search: 'tulip' })).toEqual(['tulip.png']);
});

test('two folders of one name are refused, also in another case', async () => {
  await createFolder(house.ctx, house.member, 'Autumn');

  expect(await codeOf(createFolder(house.ctx, house.member, 'autumn'))).toBe('invalid_input');
});

test('a file goes into no folder of another workspace', async () => {
  const other = await house.aMember();
  const { id } = await createFolder(house.ctx, other, 'Theirs');
  const assetId = await aPicture('mine.png');

  expect(await codeOf(editAsset(house.ctx, house.member, assetId, { folderId: id }))).toBe('not_found');
});

test('pages follow each other without a gap or a repeat, also among files of the same instant', async () => {
  const all = await names({});
  const paged: string[] = [];
  for (let before: string | undefined, more = true; more;) {
    const page = await listAssets(house.ctx, workspaceId, { limit: 2, before });
    paged.push(...page.assets.map(({ name }) => name));
    before = page.nextBefore ?? undefined;
    more = before !== undefined;
  }

  expect(paged).toEqual(all);
});

test('a file tells which posts it is in, as a file or as a cover, and cannot be removed until it is in none', async () => {
  const [inside, cover] = [await aPicture('inside.png'), await aPicture('cover.png')];
  const post = await createPost(
    house.ctx,
    house.member,
    postContent.parse({
      connectionId: await house.connectionOf(business),
      caption: 'Ten new jars',
      items: [{ assetId: inside }],
      settings: { cover: { from: 'picture', assetId: cover } },
    }),
  );

  expect(await listUses(house.ctx, workspaceId, inside)).toMatchObject([
    { postId: post.id, words: 'Ten new jars', state: 'draft' },
  ]);
  expect(await listUses(house.ctx, workspaceId, cover)).toHaveLength(1);
  expect(await codeOf(removeAsset(house.ctx, house.member, inside))).toBe('asset_in_use');
  expect(await codeOf(removeAsset(house.ctx, house.member, cover))).toBe('asset_in_use');
  await house.ctx.db.deleteFrom('posts').where('id', '=', post.id).execute();
  await removeAsset(house.ctx, house.member, inside);

  expect((await findAssets(house.ctx, workspaceId, [inside])).size).toBe(0);
});

test('a file that is put into a post while it is being removed ends in one or the other', async () => {
  const connectionId = await house.connectionOf(business);
  const ends = new Set<string>();
  for (let round = 0; round < 8; round++) {
    const assetId = await aPicture(`contested ${round}.png`);
    const content = postContent.parse({ connectionId, caption: '', items: [{ assetId }] });
    const [made, removed] = await Promise.all([
      codeOf(createPost(house.ctx, house.member, content)),
      codeOf(removeAsset(house.ctx, house.member, assetId)),
    ]);
    ends.add(`${made}, ${removed}`);
  }

  expect([...ends].filter((end) => end !== 'done, asset_in_use' && end !== 'not_found, done')).toEqual([]);
});

test('an import from this machine is refused, also where Instagram is simulated', async () => {
  const url = `${house.ctx.config.metaBaseUrl.replace('{host}', 'scontent.cdninstagram.com')}/a.jpg`;

  expect(await codeOf(importFile(house.ctx, house.member, { url, folderId: null, keepCopy: false }))).toBe(
    'address_refused',
  );
});
