import { expect, test } from 'vitest';
import { combineDependants } from './combine-dependants.ts';
import type { Context } from './context.ts';

const ctx = {} as Context;

test('counts of all modules are added up, and a module without a hook counts nothing', async () => {
  const dependants = combineDependants([{ pause: async () => 2 }, {}, { pause: async () => 3 }]);

  expect(await dependants.pause(ctx, 'one')).toBe(5);
});

test('every module is told of an erasure, in the order of the list and one after the other', async () => {
  const told: string[] = [];
  const erase = (name: string) => async () => {
    told.push(`${name} begins`);
    await Promise.resolve();
    told.push(`${name} ends`);
    return 0;
  };
  const dependants = combineDependants([{ erase: erase('posts') }, { erase: erase('media') }]);

  await dependants.erase(ctx, { workspaceId: 'w', instagramUserId: '1' });

  expect(told).toEqual(['posts begins', 'posts ends', 'media begins', 'media ends']);
});

test('a module that fails ends the whole, for its transaction must not commit', async () => {
  const dependants = combineDependants([
    { changeZone: () => Promise.reject(new Error('no')) },
    { changeZone: async () => {} },
  ]);

  await expect(dependants.changeZone(ctx, { connectionId: 'c', timeZone: 'UTC' })).rejects.toThrow('no');
});
