import pg from 'pg';
import { startEmbeddedPostgres } from '../server/database/embedded/index.ts';
import { shoot } from './calendar-home.ts';
import { expect, expectAccessible, test } from './journey.ts';
import { membersOf } from './team-home.ts';

/** Names that break careless pages: right to left, marks that pile up, one long word, pictures, markup. */
const names = [
  'نورا عبد الرحمن الحداد',
  'שירה כהן',
  '山田 花子',
  'Z̷̢͓̃a̸͚̔l̵͓̑g̶̲̈́o̷̙͌ T̴̫̊h̸̺̿e̵͍̍ ̷͔̂N̵̺̈́e̷͖̓z̷̥̎',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '👩🏽‍🎨🏳️‍🌈👨‍👩‍👧‍👦',
  '<img src=x onerror=alert(1)>',
  '\u202eevil\u202c Ada',
  '   ',
];

test('among ten thousand members with names of every script one is found, and no page breaks', async ({
  page,
  house,
  studio,
}) => {
  // Ten thousand people sign up nowhere else. It runs already: this answers where.
  const { connectionString } = await startEmbeddedPostgres({ dataDir: house.dataDir });
  const people = new pg.Client({ connectionString });
  await people.connect();
  await people.query(
    `with made as (
       insert into users (id, name, email, email_verified)
       select gen_random_uuid(), coalesce(($2::text[])[nth], 'Person ' || nth), nth || '@team.example', false
       from generate_series(1, 10000) as made_of(nth) returning id, email)
     insert into members (id, workspace_id, user_id, role, created_at)
     select gen_random_uuid(), $1, id, 'viewer',
       (select max(created_at) from members where workspace_id = $1) + (split_part(email, '@', 1) || ' ms')::interval
     from made`,
    [studio.id, names],
  );
  await people.query(
    `insert into inbox_threads (id, workspace_id, instagram_user_id, kind, root_id, media_id, last_at, last_words,
       updated_at, is_unanswered, comments, changed)
     values (gen_random_uuid(), $1, '17841400000000001', 'comment', 'r1', 'm1', now(), 'How much is the cup?', now(), true, 1, 1)`,
    [studio.id],
  );
  await people.end();

  await page.goto(membersOf(house, studio));
  await expect(page.getByText('10,001 members')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '@team.example' })).toHaveCount(49);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '@team.example' })).toHaveCount(99);
  await page.getByLabel('Find a member by name or e-mail').fill('9999@');
  await expect(page.getByText('1 member', { exact: true })).toBeVisible();
  await expect(page.getByText('Person 9999')).toBeVisible();
  await page.getByLabel('Find a member by name or e-mail').fill('花子');
  await page.getByRole('button', { name: 'Manage 山田 花子' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByLabel('Find a member by name or e-mail').fill('');

  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await shoot(page, `members-${width}`);
    // A name of marks that pile up stays within its row.
    const rows = await page
      .getByRole('listitem')
      .filter({ hasText: '@team.example' })
      .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().height));
    expect(Math.max(...rows)).toBeLessThan(130);
  }

  // Given to one of them: a menu of thousands helps nobody.
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${house.url}/w/${studio.slug}/inbox`);
  await page.getByText('How much is the cup?').click();
  await page.getByLabel('Given to').selectOption('Search for a colleague');
  await page.getByLabel('Find a member by name or e-mail').fill('花子');
  await expect(page.getByText('1 member', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'picker');
  await page.getByRole('button', { name: /山田 花子/ }).click();
  await expect(page.getByLabel('Given to').locator('option:checked')).toHaveText('山田 花子');
});
