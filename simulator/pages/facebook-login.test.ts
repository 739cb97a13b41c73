import { expect, test } from 'vitest';
import { aFacebook } from '../test-facebook.ts';

test('every person is offered with the number of Pages they run', async () => {
  const { send } = aFacebook();
  const markup = await (await send('/www.facebook.com/login.php')).text();
  expect(markup).toMatch(/Marta Linden[\s\S]*runs 3 Pages[\s\S]*Ilse Harbour[\s\S]*runs 1 Page</);
  expect(markup).not.toContain('role="search"');
});

test('one among thousands is found by name', async () => {
  const { send, simulator } = aFacebook();
  for (let at = 0; at < 3000; at += 1) simulator.world.people.put({ id: `p${at}`, name: `Person ${at}` });
  const first = await (await send('/www.facebook.com/login.php?next=%2Fsettings')).text();
  expect(first.match(/name="person_id"/g)).toHaveLength(50);
  expect(first).toContain('2,952 more people not shown');
  const found = await (await send('/www.facebook.com/login.php?q=person+2999')).text();
  expect(found).toContain('value="p2999"');
});

test('a person who is not there signs nobody in', async () => {
  const { send } = aFacebook();
  const answer = await send('/www.facebook.com/login.php', {
    method: 'POST',
    body: new URLSearchParams({ person_id: '__proto__' }),
  });
  expect(answer.status).toBe(404);
  expect(answer.headers.has('set-cookie')).toBe(false);
});

test('a form of another site signs nobody in', async () => {
  const { send } = aFacebook();
  const answer = await send('/www.facebook.com/login.php', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ person_id: 'marta' }),
  });
  expect(answer.status).toBe(403);
});

test.each(['//evil.example/', '/\\evil.example', 'https://evil.example/', '/a b', ''])(
  'next=%j leads to the settings',
  async (next) => {
    const { send } = aFacebook();
    const answer = await send('/www.facebook.com/login.php', {
      method: 'POST',
      body: new URLSearchParams({ person_id: 'marta', next }),
    });
    expect(answer.headers.get('location')).toBe('/www.facebook.com/settings');
  },
);
