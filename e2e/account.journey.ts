import type { Page } from '@playwright/test';
import { startMailServer, type TestMailServer } from '../server/notices/test-mail-server.ts';
import { codeAt } from '../server/workspaces/index.ts';
import { startHouse, type House } from './house.ts';
import { expect, expectAccessible, test as base } from './journey.ts';
import { createPerson, owner } from './person.ts';

/** What opens the door for somebody. */
interface Door {
  email: string;
  password: string;
}

/** Somebody of a journey's own, with a workspace that they look after together with its owner. */
interface Somebody extends Door {
  workspace: { id: string; slug: string; name: string };
}

/** A house of its own, which sends mail to a server of the test. */
const test = base.extend<{ somebody: Somebody }, { post: TestMailServer; house: House }>({
  post: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const post = await startMailServer();
      await use(post);
      await post.close();
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ post }, use) => {
      const house = await startHouse({ SMTP_URL: post.url, MAIL_FROM: 'Tintype <post@example.com>' });
      await createPerson(house.url).call('POST', '/api/v1/owner', owner);
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  somebody: async ({ house }, use, testInfo) => {
    const ada = createPerson(house.url);
    await ada.signIn(owner.email, owner.password);
    const name = `Studio ${testInfo.title.slice(0, 20)}`;
    const workspace = await ada.call<Somebody['workspace']>('POST', '/api/v1/workspaces', { name });
    await use({ ...(await join(house, workspace.id, 'admin')), workspace });
    if (testInfo.status !== testInfo.expectedStatus)
      process.stderr.write(`\nThe last of what the house printed:\n${house.output().slice(-4000)}\n`);
  },
});

let people = 0;

/** Joins a workspace by an invite of its owner. */
async function join(house: House, workspaceId: string, role: string): Promise<Door> {
  const ada = createPerson(house.url);
  await ada.signIn(owner.email, owner.password);
  const { link } = await ada.call<{ link: string }>('POST', `/api/v1/workspaces/${workspaceId}/invites`, {
    role,
  });
  const door = { email: `bo.${++people}@example.com`, password: 'a long enough password' };
  await createPerson(house.url).call('POST', '/api/v1/invite-sign-ups', {
    token: link.split('#')[1],
    name: 'Bo Linden',
    ...door,
  });
  return door;
}

async function signIn(page: Page, house: House, who: Door): Promise<void> {
  await page.goto(`${house.url}/sign-in`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const inside = /\/w\/[^/]+\/posts/;

/** The link in the newest mail to somebody, once it is there. */
async function mailedLink(post: TestMailServer, to: string): Promise<string> {
  const links = () =>
    post.mails
      .map((mail) => mail.replaceAll('=\r\n', ''))
      .filter((mail) => mail.includes(`To: ${to}`))
      .flatMap((mail) => /https?:\/\/\S+#[\w-]{43}/.exec(mail)?.[0] ?? []);
  await expect.poll(links).not.toEqual([]);
  return links().at(-1)!;
}

test('a forgotten password is set anew by a mailed link, which ends every session', async ({
  browser,
  page,
  house,
  post,
  somebody,
}) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, house, somebody);
  await elsewhere.waitForURL(inside);

  await page.goto(`${house.url}/sign-in`);
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await expect(page.getByRole('button', { name: 'Send the link' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(somebody.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`If somebody signs in here with ${somebody.email}`)).toBeVisible();

  await page.goto(await mailedLink(post, somebody.email));
  await expectAccessible(page);
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
  const password = 'quite another password';
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();

  await elsewhere.reload();
  await elsewhere.waitForURL(/\/sign-in/);
  await signIn(page, house, { ...somebody, password });
  await page.waitForURL(inside);
});

test('a new e-mail counts once its link is opened', async ({ page, house, post, somebody }) => {
  const next = `new.${somebody.email}`;
  await signIn(page, house, somebody);
  await page.waitForURL(inside);
  await page.goto(`${house.url}/w/${somebody.workspace.slug}/settings/sign-in`);
  await page.getByLabel('New e-mail').fill(next);
  await page.getByLabel('Your password').fill(somebody.password);
  await page.getByRole('button', { name: 'Change the e-mail' }).click();
  await expect(page.getByText('The link is on its way.')).toBeVisible();
  await expect(page.getByText(`A link waits in the mailbox of ${next}.`)).toBeVisible();
  await expectAccessible(page);

  await page.goto(await mailedLink(post, next));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(`You sign in with ${next} from now on.`)).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, house, { ...somebody, email: next });
  await page.waitForURL(inside);
});

test('a changed password signs everybody else out and keeps this browser in', async ({
  browser,
  page,
  house,
  somebody,
}) => {
  const elsewhere = await (await browser.newContext()).newPage();
  for (const each of [elsewhere, page]) {
    await signIn(each, house, somebody);
    await each.waitForURL(inside);
  }
  await page.goto(`${house.url}/w/${somebody.workspace.slug}/settings/sign-in`);
  await expect(page.getByRole('button', { name: /^Sign out of / })).toHaveCount(3);
  await page.getByLabel('Present password').fill('not the one I have');
  await page.getByLabel('New password').fill('quite another password');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.getByLabel('Present password').fill(somebody.password);
  await page.getByRole('button', { name: 'Change the password' }).click();

  await expect(page.getByText('The password is changed.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Sign out of / })).toHaveCount(1);
  await elsewhere.reload();
  await elsewhere.waitForURL(/\/sign-in/);
});

test('one of several sessions is ended from the list, and that browser alone is out', async ({
  browser,
  page,
  house,
  somebody,
}) => {
  const [first, second] = [await browser.newContext(), await browser.newContext()];
  const [one, other] = [await first.newPage(), await second.newPage()];
  for (const each of [page, one, other]) {
    await signIn(each, house, somebody);
    await each.waitForURL(inside);
  }
  await page.goto(`${house.url}/w/${somebody.workspace.slug}/settings/sign-in`);
  const ends = page.getByRole('button', { name: /^Sign out of / });
  await expect(ends).toHaveCount(4);
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^Sign out of Chrome/ })
    .first()
    .click();
  await expect(ends).toHaveCount(3);
  await page.reload();
  await expect(ends).toHaveCount(3);

  const isIn = async (each: Page) => {
    const asked = await each.request.get(`${house.url}/api/v1/session`);
    return ((await asked.json()) as { user: object | null }).user !== null;
  };
  const [oneIsIn, otherIsIn] = [await isIn(one), await isIn(other)];
  expect([oneIsIn, otherIsIn].filter(Boolean)).toHaveLength(1);
  const out = oneIsIn ? other : one;
  await out.reload();
  await out.waitForURL(/\/sign-in/);
  await first.close();
  await second.close();
});

/** Seconds that the clock of this worker's house is ahead; it stays so from one journey to the next. */
let ahead = 0;

/** From the page where it is set up to recovery codes; answers them and what an authenticator app shows. */
async function setUpTwoFactor(page: Page, house: House, password: string) {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Begin' }).click();
  const secret = (await page.locator('.id').textContent())!.replaceAll(' ', '');
  await expect(page.locator('main svg path').nth(1)).toHaveAttribute('d', /^M/);
  await expectAccessible(page);
  const phone = {
    code: () => codeAt(fromBase32(secret), new Date(Date.now() + ahead * 1000)),
    /** A code is good once; half a minute later there is another. */
    async wait() {
      await house.advance(60);
      ahead += 60;
    },
  };
  await page.getByLabel('Code that the app shows').fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('This code is not right.')).toBeVisible();
  await page.getByLabel('Code that the app shows').fill(phone.code());
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await expectAccessible(page);
  const recoveryCodes = await codes.allTextContents();
  expect(asked.filter((url) => !url.startsWith(house.url))).toEqual([]);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { phone, recoveryCodes };
}

test('two-factor sign-in: set up, asked for at the door, by phone and by recovery code, and turned off', async ({
  page,
  house,
  somebody,
}) => {
  const settings = `${house.url}/w/${somebody.workspace.slug}/settings/sign-in`;
  await signIn(page, house, somebody);
  await page.waitForURL(inside);
  await page.goto(settings);
  await page.getByRole('link', { name: 'Set it up' }).click();
  await expectAccessible(page);
  const { phone, recoveryCodes } = await setUpTwoFactor(page, house, somebody.password);
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  await phone.wait();
  await page.context().clearCookies();
  await signIn(page, house, somebody);
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await expectAccessible(page);
  await code.fill('000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('two_factor_failed')).toBeVisible();
  await code.fill(phone.code());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(inside);

  await page.context().clearCookies();
  await signIn(page, house, somebody);
  await code.fill(recoveryCodes[0]!.toLowerCase());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(inside);

  await page.goto(settings);
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible();
  await page.getByRole('button', { name: 'New recovery codes' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByLabel('Your password').fill(somebody.password);
  await dialog.getByLabel('Code').fill(recoveryCodes[1]!);
  await dialog.getByRole('button', { name: 'Make new codes' }).click();
  const renewed = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(renewed).toHaveCount(10);
  await expectAccessible(page);
  const newCodes = await renewed.allTextContents();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  await page.getByRole('button', { name: 'Turn it off' }).click();
  await expectAccessible(page);
  await dialog.getByLabel('Your password').fill(somebody.password);
  await dialog.getByLabel('Code').fill(recoveryCodes[2]!);
  await dialog.getByRole('button', { name: 'Turn it off' }).click();
  await expect(dialog.getByText('This code is not right.')).toBeVisible();
  await dialog.getByLabel('Code').fill(newCodes[0]!);
  await dialog.getByRole('button', { name: 'Turn it off' }).click();
  await expect(page.getByRole('link', { name: 'Set it up' })).toBeVisible();
});

test('a workspace that requires it leads its members there and opens once they have it', async ({
  browser,
  page,
  house,
  somebody,
}) => {
  const { slug, name } = somebody.workspace;
  // While its owner, who has no second step either, may still invite.
  const member = await join(house, somebody.workspace.id, 'viewer');
  await signIn(page, house, somebody);
  await page.waitForURL(inside);
  await page.goto(`${house.url}/w/${slug}/settings/workspace`);
  await page.getByLabel('Every member must have it').click();
  await page.getByRole('alert').getByRole('link', { name: 'Set it up' }).click();
  await setUpTwoFactor(page, house, somebody.password);
  await page.waitForURL(/settings\/workspace/);
  await page.getByLabel('Every member must have it').click();
  await expect(page.getByText('2 members do not have it yet.')).toBeVisible();
  await expect(page.getByLabel('Every member must have it')).toBeChecked();
  await expectAccessible(page);

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, house, member);
  await theirs.waitForURL(/\/two-factor/);
  await expect(theirs.getByText(`${name} asks for it.`)).toBeVisible();
  await expectAccessible(theirs);
  await setUpTwoFactor(theirs, house, member.password);

  await theirs.waitForURL(new RegExp(`/w/${slug}/posts`));
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
});

test('an invite that nobody opened for a week is good no longer', async ({ page, house, somebody }) => {
  const ada = createPerson(house.url);
  await ada.signIn(owner.email, owner.password);
  const { link } = await ada.call<{ link: string }>(
    'POST',
    `/api/v1/workspaces/${somebody.workspace.id}/invites`,
    { role: 'viewer' },
  );
  const eightDays = 8 * 86_400;
  await house.advance(eightDays);
  ahead += eightDays;

  await page.goto(link);
  await expect(page.getByText('This invite is not valid.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Join|Create/ })).toHaveCount(0);
  await expectAccessible(page);
  expect(page.url()).not.toContain('#');
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await page.waitForURL(/\/sign-in/);
});

function fromBase32(text: string): Buffer {
  const bits = text
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
