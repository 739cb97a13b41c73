import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { createVisitor } from '../simulator/index.ts';
import { aPicture } from './furnish.ts';
import { startHouse, type House } from './house.ts';
import { createPerson, owner } from './person.ts';

export { expect };

/** A workspace of a journey's own, with its owner signed in in the browser. */
export interface Studio {
  id: string;
  slug: string;
  integrations: string;
}

export interface SimulatedAccount {
  id: string;
  username: string;
}

interface Fixtures {
  studio: Studio;
  /** Makes an account of this journey's own in the simulated Instagram. */
  anAccount: (type?: 'BUSINESS' | 'MEDIA_CREATOR' | 'PERSONAL') => Promise<SimulatedAccount>;
}

/** A publish whose answer was lost is looked for a minute before it is repeated: a post may take that long and be right. */
export const liveWithin = { timeout: 150_000 };

let accounts = 0;

/** Journeys share a house per worker; each has its own workspace and accounts. */
export const test = base.extend<Fixtures, { house: House }>({
  house: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const house = await startHouse();
      await createPerson(house.url).call('POST', '/api/v1/owner', owner);
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  studio: async ({ house, page }, use, testInfo) => {
    const headers = { origin: house.url };
    const signedIn = await page.request.post(`${house.url}/api/v1/session`, {
      headers: { ...headers, 'x-forwarded-for': anAddress() },
      data: { email: owner.email, password: owner.password },
    });
    expect(signedIn.status()).toBe(200);
    const made = await page.request.post(`${house.url}/api/v1/workspaces`, {
      headers,
      data: { name: `Studio ${testInfo.title.slice(0, 40)}` },
    });
    const { id, slug } = (await made.json()) as { id: string; slug: string };
    await use({ id, slug, integrations: `${house.url}/w/${slug}/settings/integrations` });
    if (testInfo.status !== testInfo.expectedStatus)
      process.stderr.write(`\nThe last of what the house printed:\n${house.output().slice(-4000)}\n`);
    await disconnectAll(page, house, id);
  },
  anAccount: async ({ house }, use, testInfo) => {
    await use(async (type = 'BUSINESS') => {
      const username = `journey.${testInfo.workerIndex}.${++accounts}`;
      const { id } = await house.control<{ id: string }>('POST', '/accounts', {
        username,
        type,
        name: username,
      });
      return { id, username };
    });
  },
});

/** Ninety days of figures of whatever stays connected are read for minutes more: two fifths of all that a house did. */
async function disconnectAll(page: Page, house: House, workspaceId: string): Promise<void> {
  const base = `${house.url}/api/v1/workspaces/${workspaceId}/connections`;
  const listed = await page.request.get(base);
  // Some journeys end with their owner signed out.
  if (!listed.ok()) return;
  const { connections } = (await listed.json()) as { connections: { id: string }[] };
  for (const { id } of connections)
    await page.request.delete(`${base}/${id}`, { headers: { origin: house.url } });
}

let addresses = 0;

/** Another place to sign in from: tries are counted by address. */
export function anAddress(): string {
  addresses++;
  return `198.18.${addresses >> 8}.${addresses & 255}`;
}

export interface Choices {
  /** Names of the switches to turn off, as the dialog names them. */
  without?: string[];
  cancel?: true;
}

/** From the page with Connect Instagram through the simulated dialog and back. */
export async function connect(page: Page, account: SimulatedAccount, choices: Choices = {}): Promise<void> {
  await page.getByRole('button', { name: 'Connect Instagram' }).first().click();
  await consent(page, account, choices);
}

/** The dialog itself: log in, decide, and come back. */
export async function consent(page: Page, account: SimulatedAccount, choices: Choices = {}): Promise<void> {
  await page.waitForURL(/www\.instagram\.com/);
  await page.getByRole('button', { name: account.username }).click();
  for (const name of choices.without ?? []) await page.locator(`input[name="${name}"]`).uncheck();
  await page.getByRole('button', { name: choices.cancel ? 'Cancel' : 'Allow' }).click();
  await page.waitForURL(/settings\/integrations|connect\/expired/);
}

/** Connects the account without the pages, for journeys that are about what comes after: the way through them has its own. */
export async function connectByApi(page: Page, studio: Studio, account: SimulatedAccount): Promise<void> {
  const { origin } = new URL(studio.integrations);
  const base = `${origin}/api/v1/workspaces/${studio.id}/authorizations`;
  const started = await page.request.post(base, {
    headers: { origin },
    data: { login: 'instagram', timeZone: 'Europe/Lisbon' },
  });
  const { id, authorizeUrl } = (await started.json()) as { id: string; authorizeUrl: string };
  const back = await createVisitor().consent(authorizeUrl, { account: account.id });
  await page.request.get(back, { maxRedirects: 0 });
  const { outcome } = (await (await page.request.get(`${base}/${id}`)).json()) as { outcome: string | null };
  expect(outcome).toBe('connected');
}

/** The outcome of a connect as the page tells it: exact sentence and code. */
export async function expectOutcome(page: Page, sentence: string, code: string): Promise<void> {
  const panel = page
    .getByRole('alert')
    .filter({ has: page.getByRole('heading', { name: sentence, exact: true }) });
  await expect(panel).toBeVisible();
  await expect(panel.getByText(code)).toBeVisible();
}

/** Light and dark differ in colours alone: in the second look only the rules that see a colour are asked. */
const rulesOf = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  dark: ['color-contrast', 'link-in-text-block'],
};

/** No violation of WCAG 2.2 A or AA, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Reading axe costs twice what running it does: a page that has it keeps it.
    const isThere = await page.evaluate(() => 'axe' in globalThis);
    // Neither a page of its own to gather frames in (we have no frames) nor an account of what is right: half the time.
    const { violations } = await new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
      .setLegacyMode()
      .options({ resultTypes: ['violations'], runOnly: rulesOf[colorScheme] })
      .analyze();
    expect(
      violations.map(
        ({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`,
      ),
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
}

/** Writes and sends a post of one photo; ends on the post's page. */
export async function publishPhoto(
  page: Page,
  house: House,
  studio: Studio,
  caption: string,
  colour?: string,
): Promise<void> {
  await page.goto(`${house.url}/w/${studio.slug}/posts/new`);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'cup.jpg', mimeType: 'image/jpeg', buffer: await aPicture(colour) });
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await page.getByLabel('Alternative text').fill('A cup on a table');
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/);
}

/** Has everything live of the workspace's accounts read at once: whoever waits for Instagram to be asked need not wait for a sweep. */
export async function readFromInstagram(page: Page, house: House, studio: Studio): Promise<void> {
  const base = `${house.url}/api/v1/workspaces/${studio.id}/connections`;
  const listed = await page.request.get(base);
  const { connections } = (await listed.json()) as { connections: { id: string }[] };
  for (const { id } of connections)
    await page.request.post(`${base}/${id}/media/readings`, { headers: { origin: house.url } });
}
