import type { Page } from '@playwright/test';
import type { House } from './house.ts';
import { expect, expectAccessible, test, type Studio } from './journey.ts';
import { another, invite, membersOf, password, signUp } from './team-home.ts';

test('who has an account joins with it: signed in by one press, signed out by signing in first', async ({
  page,
  browser,
  house,
  studio,
}) => {
  const theirs = await another(browser);
  const email = `ines.${studio.id}@example.com`;
  await signUp(theirs, await invite(page, house, studio, 'viewer'), 'Inês', email);
  const second = await aWorkspace(page, house, 'Second');

  await theirs.goto(await invite(page, house, second, 'contributor', email));
  await expect(theirs.getByText(`You are signed in as Inês, ${email}.`)).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole('button', { name: 'Join', exact: true }).click();
  await theirs.waitForURL(new RegExp(`/w/${second.slug}/posts`));

  const third = await aWorkspace(page, house, 'Third');
  await theirs.context().clearCookies();
  await theirs.goto(await invite(page, house, third, 'viewer'));
  await theirs.getByRole('link', { name: 'I have an account: sign in' }).click();
  // The form that is left has fields of the same names.
  await expect(theirs.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await theirs.getByLabel('E-mail').fill(email);
  await theirs.getByLabel('Password', { exact: true }).fill(password);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await theirs.getByRole('button', { name: 'Join', exact: true }).click();
  await theirs.waitForURL(new RegExp(`/w/${third.slug}/posts`));
  expect(theirs.url()).not.toContain('#');
  await theirs.context().close();
});

test('a member who opens an invite uses nothing up, and an address that is taken is told to sign in', async ({
  page,
  browser,
  house,
  studio,
}) => {
  const theirs = await another(browser);
  const email = `omar.${studio.id}@example.com`;
  await signUp(theirs, await invite(page, house, studio, 'viewer'), 'Omar', email);
  const link = await invite(page, house, studio, 'admin');
  await theirs.goto(link);
  await theirs.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(theirs.getByText('You belong to this workspace already.')).toBeVisible();

  await theirs.context().clearCookies();
  await theirs.goto(link);
  await theirs.getByLabel('Your name').fill('Omar');
  await theirs.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await theirs.getByLabel('Password', { exact: true }).fill(password);
  await theirs.getByRole('button', { name: 'Create an account and join' }).click();
  await expect(theirs.getByText('There is an account with this e-mail address already.')).toBeVisible();
  await signUp(theirs, link, 'Somebody else', `else.${studio.id}@example.com`);
  await theirs.context().close();
});

test('an owner hands a member a link for a new password, which is good once', async ({
  page,
  browser,
  house,
  studio,
}) => {
  const theirs = await another(browser);
  const email = `rui.${studio.id}@example.com`;
  await signUp(theirs, await invite(page, house, studio, 'publisher'), 'Rui', email);
  await page.goto(membersOf(house, studio));
  await page.getByRole('button', { name: 'Manage Rui' }).click();
  await page.getByRole('button', { name: 'Help Rui to a new password' }).click();
  await expect(page.getByText('you get a link to hand over')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(new URL(link).search).toBe('');
  await page
    .getByRole('dialog', { name: /^Help Rui/ })
    .getByRole('button', { name: 'Done' })
    .click();

  const elsewhere = await another(browser);
  await elsewhere.goto(link);
  await elsewhere.getByLabel('New password').fill('the third password of mine');
  await elsewhere.getByRole('button', { name: 'Set the password' }).click();
  await expect(elsewhere.getByText('The password is set')).toBeVisible();
  await theirs.reload();
  await theirs.waitForURL(/\/sign-in/);

  await theirs.goto(link);
  await theirs.getByLabel('New password').fill('the fourth password of mine');
  await theirs.getByRole('button', { name: 'Set the password' }).click();
  await expect(theirs.getByText('account_link_expired')).toBeVisible();
  await expectAccessible(theirs);
  await theirs.context().close();
  await elsewhere.context().close();
});

/** Another workspace of the owner. */
async function aWorkspace(page: Page, house: House, name: string): Promise<Studio> {
  const made = await page.request.post(`${house.url}/api/v1/workspaces`, {
    headers: { origin: house.url },
    data: { name },
  });
  const { id, slug } = (await made.json()) as { id: string; slug: string };
  return { id, slug, integrations: `${house.url}/w/${slug}/settings/integrations` };
}
