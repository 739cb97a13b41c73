import type { Browser, Page } from '@playwright/test';
import type { House } from './house.ts';
import type { Studio } from './journey.ts';

export const membersOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/settings/members`;
export const password = 'a long enough password';

/** Invites on the page of members and answers the link that is shown once. */
export async function invite(page: Page, house: House, studio: Studio, role: string, email?: string) {
  await page.goto(membersOf(house, studio));
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Role').selectOption(role);
  if (email) await page.getByLabel('E-mail address (optional)').fill(email);
  await page.getByRole('button', { name: 'Make the invite' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Another person in a browser of their own. */
export async function another(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Lisbon' })).newPage();
}

export async function signUp(page: Page, link: string, name: string, email: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create an account and join' }).click();
  await page.waitForURL(/\/posts$/);
}
