import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { keepSnippet, listSnippets, removeSnippet } from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

test('words are kept under a name and listed by it', async () => {
  const member = await house.aMember();
  await keepSnippet(house.ctx, member, { name: 'Shop', text: 'Open from six.' });
  await keepSnippet(house.ctx, member, { name: 'glazes', text: '#celadon #tenmoku' });

  const kept = await listSnippets(house.ctx, member.workspaceId);

  expect(kept.map(({ name, text }) => [name, text])).toEqual([
    ['glazes', '#celadon #tenmoku'],
    ['Shop', 'Open from six.'],
  ]);
});

test('the same name written again replaces its words, whatever the case of its letters', async () => {
  const member = await house.aMember();
  const first = await keepSnippet(house.ctx, member, { name: 'Shop', text: 'Open from six.' });
  const second = await keepSnippet(house.ctx, member, { name: 'shop', text: 'Open from seven.' });

  expect(second.id).toBe(first.id);
  expect(await listSnippets(house.ctx, member.workspaceId)).toEqual([second]);
});

test('another workspace neither sees nor removes them', async () => {
  const [member, stranger] = [await house.aMember(), await house.aMember()];
  const { id } = await keepSnippet(house.ctx, member, { name: 'Shop', text: 'Open from six.' });

  expect(await listSnippets(house.ctx, stranger.workspaceId)).toEqual([]);
  await expect(removeSnippet(house.ctx, stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  await removeSnippet(house.ctx, member, id);
  expect(await listSnippets(house.ctx, member.workspaceId)).toEqual([]);
});
