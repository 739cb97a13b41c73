import type { Page } from '@playwright/test';
import { startHouse, type House } from './house.ts';
import { expect, test as base, type SimulatedAccount } from './journey.ts';
import { createPerson, owner } from './person.ts';

/** Somebody at the simulated Facebook, who runs one Page for each of their accounts. */
export interface FacebookPerson {
  id: string;
  name: string;
  accounts: SimulatedAccount[];
  /** Names of the Pages, in the order of the accounts; those without an account come after. */
  pages: string[];
}

interface Fixtures {
  /** Makes a person with Pages of their own in the simulated world. */
  aFacebookPerson: (has: { accounts: number; pagesWithout?: number }) => Promise<FacebookPerson>;
}

const facebookApp = {
  FACEBOOK_APP_ID: '1784140000000043',
  FACEBOOK_APP_SECRET: 'a-secret-of-the-second-door-43',
};

/** A house with both doors; `env` adds to what its operator set. */
export async function startFacebookHouse(env: Record<string, string> = {}): Promise<House> {
  const house = await startHouse({ ...facebookApp, ...env });
  await house.control('PUT', `/apps/${facebookApp.FACEBOOK_APP_ID}`, { flags: { containerSeconds: 1 } });
  await createPerson(house.url).call('POST', '/api/v1/owner', owner);
  return house;
}

let people = 0;

/** Journeys through the second door: the same house, with an app of Facebook Login beside Instagram's. */
export const test = base.extend<Fixtures, { house: House }>({
  house: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const house = await startFacebookHouse();
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  aFacebookPerson: async ({ house, anAccount }, use, testInfo) => {
    await use(async ({ accounts: count, pagesWithout = 0 }) => {
      const id = `person-${testInfo.workerIndex}-${++people}`;
      const name = `Person ${testInfo.workerIndex} ${people}`;
      await house.control('POST', '/people', { id, name });
      const accounts: SimulatedAccount[] = [];
      for (let made = 0; made < count; made++) accounts.push(await anAccount());
      const pages = [
        ...accounts.map(({ username }) => ({ name: `Page of ${username}`, account: username })),
        ...Array.from({ length: pagesWithout }, (_, i) => ({ name: `Page ${i + 1} of ${name}` })),
      ];
      for (const page of pages) await house.control('POST', '/pages', { ...page, roles: [{ person: id }] });
      return { id, name, accounts, pages: pages.map((page) => page.name) };
    });
  },
});

export interface FacebookChoices {
  /** Names of switches and ticks to turn off, as the dialog titles them. */
  without?: string[];
  cancel?: true;
}

/** From the page with Continue with Facebook through the simulated dialog and back. */
export async function connectByFacebook(
  page: Page,
  person: FacebookPerson,
  choices: FacebookChoices = {},
): Promise<void> {
  await page.getByRole('button', { name: 'Continue with Facebook' }).first().click();
  await consentByFacebook(page, person, choices);
}

/** The dialog itself. Who decided before is asked shortly, and edits what they said. */
export async function consentByFacebook(
  page: Page,
  person: FacebookPerson,
  choices: FacebookChoices = {},
): Promise<void> {
  await page.waitForURL(/www\.facebook\.com/);
  const notThem = page.getByRole('link', { name: 'Not you?' });
  if (await notThem.isVisible()) await notThem.click();
  await page.getByRole('button', { name: person.name }).click();
  await expect(page.getByRole('button', { name: `Continue as ${person.name}` })).toBeVisible();
  for (const name of choices.without ?? [])
    await page.getByRole('checkbox', { name }).or(page.getByRole('switch', { name })).uncheck();
  const decision = choices.cancel ? 'Cancel' : `Continue as ${person.name}`;
  await page.getByRole('button', { name: decision }).click();
  await page.waitForURL(/settings\/integrations|connect\/expired/);
}
