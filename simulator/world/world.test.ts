import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accounts, aSimulator } from '../fixture.ts';
import { openWorld, type World } from './world.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-world-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const open = (dataDir: string): World => openWorld({ dataDir, seed: 'demo', wallNow: () => 0 });

test('what was committed is there after reopening, pictures and counter included', () => {
  const folder = aFolder();
  const first = open(folder);
  first.people.put({ id: 'p', name: 'Pia' });
  first.putPicture(
    { id: 'pic', contentType: 'image/jpeg', width: 1, height: 1, sizeBytes: 2 },
    Uint8Array.of(7, 8),
  );
  const firstId = first.nextId('media', '18', 15);
  first.commit();
  first.close();

  const second = open(folder);
  onTestFinished(() => second.close());
  expect(second.people.get('p')).toEqual({ id: 'p', name: 'Pia' });
  expect([...(second.readPictureBytes('pic') ?? [])]).toEqual([7, 8]);
  expect(second.nextId('media', '18', 15)).not.toBe(firstId);
});

test('what was not committed is gone after reopening', () => {
  const folder = aFolder();
  const first = open(folder);
  first.people.put({ id: 'p', name: 'Pia' });
  first.close();
  const second = open(folder);
  onTestFinished(() => second.close());
  expect(second.people.size).toBe(0);
});

test('a world is open in one place at a time', () => {
  const folder = aFolder();
  const first = open(folder);
  onTestFinished(() => first.close());
  first.people.put({ id: 'p', name: 'Pia' });
  first.commit();
  expect(() => open(folder)).toThrow('is locked: another simulator has it open');
});

test('erase forgets on disk too', () => {
  const folder = aFolder();
  const first = open(folder);
  first.people.put({ id: 'p', name: 'Pia' });
  first.commit();
  first.erase();
  first.close();
  const second = open(folder);
  onTestFinished(() => second.close());
  expect(second.people.size).toBe(0);
});

test('the same seed and the same requests give the same tokens, and another seed others', async () => {
  const first = await aSimulator({ seed: 'one' }).mint(accounts.business);
  const same = await aSimulator({ seed: 'one' }).mint(accounts.business);
  const other = await aSimulator({ seed: 'two' }).mint(accounts.business);
  expect(same).toEqual(first);
  expect(other.access_token).not.toBe(first.access_token);
});
