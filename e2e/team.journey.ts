import { furnish, shoot } from './calendar-home.ts';
import { connect, expect, expectAccessible, publishPhoto, test } from './journey.ts';
import { another, invite, membersOf, signUp } from './team-home.ts';

test('a person joins by a link that is good once, is given another role, and is removed while their page is open', async ({
  page,
  browser,
  house,
  studio,
}) => {
  const link = await invite(page, house, studio, 'contributor');
  expect(new URL(link).search).toBe('');
  await expect(page.getByText('Whoever holds the link')).toBeVisible();
  await expectAccessible(page);

  const theirs = await another(browser);
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: /^Join Studio/ })).toBeVisible();
  expect(theirs.url()).not.toContain('#');
  await expectAccessible(theirs);
  await signUp(theirs, link, '山田 花子', `hanako.${studio.id}@example.com`);
  const late = await another(browser);
  await late.goto(link);
  await expect(late.getByText('This invite is not valid.')).toBeVisible();
  await late.context().close();

  await theirs.goto(`${house.url}/w/${studio.slug}/library`);
  await theirs.getByRole('button', { name: 'New folder' }).click();
  await theirs.getByLabel('Name of the folder').fill('Spring');
  await page.reload();
  await page.getByRole('button', { name: 'Manage 山田 花子' }).click();
  await expectAccessible(page);
  await page.getByLabel('Role').selectOption('viewer');
  await page.getByRole('button', { name: 'Save the role' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  // Their page is still a contributor's: the next deed tells, nothing is half done, and the page is a viewer's.
  await theirs.getByLabel('Name of the folder').press('Enter');
  await expect(theirs.getByText('Your role does not allow this.')).toBeVisible();
  await theirs.keyboard.press('Escape');
  await expect(theirs.getByText('Your role here was changed')).toBeVisible();
  await expect(theirs.getByText('You are a viewer now.')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'New folder' })).toHaveCount(0);
  await expect(theirs.getByRole('link', { name: 'New post' })).toHaveCount(0);
  await expectAccessible(theirs);
  const asked = await page.request.get(`${house.url}/api/v1/workspaces/${studio.id}/folders`);
  expect(await asked.json()).toEqual({ folders: [] });
  await page.getByRole('button', { name: 'Remove from the workspace' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('山田 花子 is removed.')).toBeVisible();
  await theirs.getByRole('link', { name: 'Insights' }).click();
  await expect(theirs.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(theirs.getByText('Studio', { exact: false })).toHaveCount(0);
  await theirs.context().close();
});

test('an invite for one address is not for whoever is signed in with another', async ({
  page,
  browser,
  house,
  studio,
}) => {
  const theirs = await another(browser);
  const own = await invite(page, house, studio, 'viewer');
  await signUp(theirs, own, 'Grace', `grace.${studio.id}@example.com`);
  const forLena = await invite(page, house, studio, 'publisher', `lena.${studio.id}@example.com`);

  await theirs.goto(forLena);
  await expect(theirs.getByText(`The invite is for lena.${studio.id}@example.com.`)).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Join' })).toHaveCount(0);
  await theirs.getByRole('button', { name: 'Sign out' }).click();
  await expect(theirs.getByRole('textbox', { name: 'E-mail' })).toHaveValue(`lena.${studio.id}@example.com`);
  await theirs.context().close();

  await page.goto(membersOf(house, studio));
  await page.getByRole('button', { name: /^Take back the invite for lena/ }).click();
  await expect(page.getByText('Open invites')).toHaveCount(0);
});

test('a viewer and a contributor are offered nothing that their role does not allow', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  await page.goto(studio.integrations);
  await connect(page, await anAccount());
  await publishPhoto(page, house, studio, 'A cup for the team');
  const theirs = await another(browser);
  const link = await invite(page, house, studio, 'viewer');
  await signUp(theirs, link, 'Vera', `vera.${studio.id}@example.com`);
  const visit = (path: string) => theirs.goto(`${house.url}/w/${studio.slug}/${path}`);
  const none = async (name: RegExp) => {
    await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(theirs.getByRole('button', { name })).toHaveCount(0);
    await expect(theirs.locator('main').getByRole('link', { name })).toHaveCount(0);
  };

  await visit('posts');
  await none(/new post/i);
  await visit('posts/new');
  await expect(theirs.getByText('Your role does not allow this.')).toBeVisible();
  await visit('calendar');
  await none(/new post|import/i);
  await visit('library');
  await expect(theirs.locator('input[type="file"]')).toHaveCount(0);
  await visit('settings/members');
  await none(/invite|manage/i);
  await visit('settings/integrations');
  await none(/connect|disconnect/i);

  const { members } = (await (
    await page.request.get(`${house.url}/api/v1/workspaces/${studio.id}/members`)
  ).json()) as { members: { userId: string; name: string }[] };
  const { userId } = members.find(({ name }) => name === 'Vera')!;
  await page.request.put(`${house.url}/api/v1/workspaces/${studio.id}/members/${userId}/role`, {
    headers: { origin: house.url },
    data: { role: 'contributor' },
  });
  await visit('posts/new');
  await expect(theirs.getByRole('button', { name: 'Ask for approval' })).toBeVisible();
  await none(/publish now|schedule/i);
  await visit('calendar');
  await none(/import/i);
  await theirs.context().close();
});

test('ownership is handed over, an account is hidden from a member, and the page fits a phone', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  await page.goto(studio.integrations);
  const account = await anAccount();
  await connect(page, account);
  const theirs = await another(browser);
  await signUp(
    theirs,
    await invite(page, house, studio, 'publisher'),
    'Noor',
    `noor.${studio.id}@example.com`,
  );

  await page.goto(membersOf(house, studio));
  await page.getByRole('button', { name: 'Manage Noor' }).click();
  await page.getByLabel(`@${account.username}`).selectOption('none');
  await page.getByRole('button', { name: 'Save the accounts' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await theirs.goto(studio.integrations);
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(theirs.getByText(account.username)).toHaveCount(0);
  await theirs.setViewportSize({ width: 360, height: 740 });
  await theirs.goto(membersOf(house, studio));
  await expect(theirs.getByText('less with some accounts')).toBeVisible();
  await expectAccessible(theirs);
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

  await page.getByRole('button', { name: 'Hand ownership over' }).click();
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Manage Noor' })).toHaveCount(0);
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: 'Manage Ada Linden' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave the workspace' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.includes(studio.slug));
  await theirs.context().close();
});

test('an account is narrowed while its post is being written: sending it tells, and nothing goes out', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  const id = await home.aPost('Written before the change');
  const theirs = await another(browser);
  const link = await invite(page, house, studio, 'publisher');
  await signUp(theirs, link, 'Ilse', `ilse.${studio.id}@example.com`);
  await theirs.goto(`${house.url}/w/${studio.slug}/posts/${id}/edit`);
  const send = theirs.getByRole('button', { name: 'Publish now' });
  await expect(send).toBeEnabled();

  await page.goto(membersOf(house, studio));
  await page.getByRole('button', { name: 'Manage Ilse' }).click();
  await page.getByLabel(`@${account.username}`).selectOption('viewer');
  await page.getByRole('button', { name: 'Save the accounts' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await send.click();

  await expect(theirs.getByText('Your role here was changed')).toBeVisible();
  await expect(theirs.getByText('You are a publisher now, with less for some accounts.')).toBeVisible();
  await expect(theirs.getByText('Your role does not allow this.')).toBeVisible();
  await expect(send).toHaveCount(0);
  await expectAccessible(theirs);
  await shoot(theirs, 'role-changed');
  const read = await page.request.get(`${home.api}/posts/${id}`);
  expect(((await read.json()) as { post: { state: string } }).post.state).toBe('draft');
  await theirs.context().close();
});

test('of two admins who demote each other the second is told by their page, and one admin is left', async ({
  page,
  browser,
  house,
  studio,
}) => {
  const [one, other] = [await another(browser), await another(browser)];
  for (const [theirs, name] of [
    [one, 'Uma'],
    [other, 'Ivo'],
  ] as const) {
    const link = await invite(page, house, studio, 'admin');
    await signUp(theirs, link, name, `${name.toLowerCase()}.${studio.id}@example.com`);
    await theirs.goto(membersOf(house, studio));
  }
  await one.reload();
  for (const [theirs, name] of [
    [one, 'Ivo'],
    [other, 'Uma'],
  ] as const) {
    await theirs.getByRole('button', { name: `Manage ${name}` }).click();
    await theirs.getByLabel('Role').selectOption('viewer');
  }
  const deeds = [one, other].map((theirs) => theirs.getByRole('button', { name: 'Save the role' }).click());
  await Promise.all(deeds);

  const told = () =>
    Promise.all([one, other].map((theirs) => theirs.getByText('Your role here was changed').count()));
  await expect.poll(async () => (await told()).filter((count) => count > 0)).toHaveLength(1);
  const { members } = (await (
    await page.request.get(`${house.url}/api/v1/workspaces/${studio.id}/members`)
  ).json()) as { members: { role: string }[] };
  expect(members.map(({ role }) => role).sort()).toEqual(['admin', 'owner', 'viewer']);
  await one.context().close();
  await other.context().close();
});
