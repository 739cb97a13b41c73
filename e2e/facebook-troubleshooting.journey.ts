import { connectByFacebook, consentByFacebook, test } from './facebook-door.ts';
import { expect, expectAccessible, expectOutcome } from './journey.ts';

// The user's contract, word for word: the second door says the same.
const sentences = {
  instagram_no_business_account: 'Connecting Instagram requires a Business or Creator account.',
  scope_rejected: "Facebook didn't grant the permissions we need to publish.",
  state_expired: 'The connection link expired.',
  network_error: 'Network error reaching Facebook.',
};

test('a person without a Page is told that this door needs one', async ({
  page,
  studio,
  aFacebookPerson,
}) => {
  await page.goto(studio.integrations);
  await connectByFacebook(page, await aFacebookPerson({ accounts: 0 }));

  await expectOutcome(page, sentences.instagram_no_business_account, 'instagram_no_business_account');
  await expectAccessible(page);
});

test('a Page without an account is named', async ({ page, studio, aFacebookPerson }) => {
  const person = await aFacebookPerson({ accounts: 0, pagesWithout: 1 });
  await page.goto(studio.integrations);
  await connectByFacebook(page, person);

  await expectOutcome(page, sentences.instagram_no_business_account, 'instagram_no_business_account');
  await expect(page.getByText(person.pages[0] ?? 'a name')).toBeVisible();
});

test('a Page that was not ticked is told, and ticking it connects', async ({
  page,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  const [account] = person.accounts;
  await page.goto(studio.integrations);
  await connectByFacebook(page, person, { without: [person.pages[0] ?? ''] });

  await expectOutcome(page, sentences.instagram_no_business_account, 'instagram_no_business_account');
  await expect(page.getByText('Facebook gave access to no Page')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Continue with Facebook' }).click();
  await page.waitForURL(/www\.facebook\.com/);
  for (const name of [person.pages[0] ?? '', account?.username ?? ''])
    await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByRole('button', { name: `Continue as ${person.name}` }).click();
  await expect(page.getByText(`Connected @${account?.username}.`)).toBeVisible();
});

test('a permission that was switched off is named, and leaving all on connects', async ({
  page,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  await page.goto(studio.integrations);
  await page.getByRole('button', { name: 'Continue with Facebook' }).first().click();
  await page.waitForURL(/www\.facebook\.com/);
  await page.getByRole('button', { name: person.name }).click();
  await page.locator('input[name="instagram_content_publish"]').uncheck();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Continue as ${person.name}` }).click();

  await expectOutcome(page, sentences.scope_rejected, 'scope_rejected');
  await expect(page.getByText('instagram_content_publish')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Continue with Facebook' }).click();
  await page.waitForURL(/www\.facebook\.com/);
  await page.locator('input[name="instagram_content_publish"]').check();
  await page.getByRole('button', { name: `Continue as ${person.name}` }).click();
  await expect(page.getByText(`Connected @${person.accounts[0]?.username}.`)).toBeVisible();
});

test('a link that waited longer than ten minutes is expired', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  await page.goto(studio.integrations);
  await page.getByRole('button', { name: 'Continue with Facebook' }).first().click();
  await page.waitForURL(/www\.facebook\.com/);
  await house.advance(601);
  await consentByFacebook(page, person);

  await expect(page.getByRole('heading', { name: sentences.state_expired })).toBeVisible();
  await expect(page.getByText('state_expired')).toBeVisible();
  await expectAccessible(page);
});

test('a link that is opened in another browser says nothing about anybody', async ({
  page,
  browser,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  await page.goto(studio.integrations);
  await page.getByRole('button', { name: 'Continue with Facebook' }).first().click();
  await page.waitForURL(/www\.facebook\.com/);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(page.url());
  await consentByFacebook(stranger, person);

  expect(new URL(stranger.url()).pathname).toBe('/connect/expired');
  await expect(stranger.getByText('state_expired')).toBeVisible();
});

test('a network that fails is told, and the retry connects', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  await page.goto(studio.integrations);
  await house.control('POST', '/faults', {
    host: 'graph.facebook.com',
    path: '/oauth/access_token',
    kind: 'reset',
  });
  await connectByFacebook(page, person);

  await expectOutcome(page, sentences.network_error, 'network_error');
  await expect(
    page.getByText('A transient network failure interrupted the flow. Retry in a moment.'),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Continue with Facebook' }).click();
  await page.getByRole('button', { name: `Continue as ${person.name}` }).click();
  await expect(page.getByText(`Connected @${person.accounts[0]?.username}.`)).toBeVisible();
});

test('a cancelled dialog is told calmly', async ({ page, studio, aFacebookPerson }) => {
  await page.goto(studio.integrations);
  await connectByFacebook(page, await aFacebookPerson({ accounts: 1 }), { cancel: true });

  await expectOutcome(page, 'You cancelled. Nothing was connected.', 'access_denied');
});

test('access that is taken back while choosing an account connects nothing', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 2 });
  await page.goto(studio.integrations);
  await connectByFacebook(page, person);
  const account = person.accounts[0]?.username;
  const connect = page.getByRole('button', { name: `Connect @${account}` });
  await expect(connect).toBeVisible();

  const facebook = await page.context().newPage();
  await facebook.goto(`${house.simulatorUrl}/www.facebook.com/settings?tab=applications`);
  await facebook.getByRole('button', { name: /^Remove/ }).click();
  await expect(facebook.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await connect.click();

  await expectOutcome(page, 'The access was taken back before an account was connected.', 'access_withdrawn');
  await expect(page.getByText('while you were choosing an account the app was removed there')).toBeVisible();
  await expectAccessible(page);
});

test('an account of another workspace stays there', async ({ page, house, studio, aFacebookPerson }) => {
  const person = await aFacebookPerson({ accounts: 1 });
  await page.goto(studio.integrations);
  await connectByFacebook(page, person);
  await expect(page.getByText(`Connected @${person.accounts[0]?.username}.`)).toBeVisible();

  const made = await page.request.post(`${house.url}/api/v1/workspaces`, {
    headers: { origin: house.url },
    data: { name: 'Second' },
  });
  const { slug } = (await made.json()) as { slug: string };
  await page.goto(`${house.url}/w/${slug}/settings/integrations`);
  await connectByFacebook(page, person);

  await expectOutcome(page, 'This Instagram account is connected in another workspace.', 'account_in_use');
});

test('wrong settings at Meta are told to the operator', async ({ page, house, studio, aFacebookPerson }) => {
  await house.control('POST', '/faults', {
    host: 'graph.facebook.com',
    path: '/oauth/access_token',
    kind: 'body',
    status: 400,
    body: JSON.stringify({
      error: { message: 'Error validating client secret.', type: 'OAuthException', code: 1, fbtrace_id: 'A' },
    }),
  });
  await page.goto(studio.integrations);
  await connectByFacebook(page, await aFacebookPerson({ accounts: 1 }));

  await expectOutcome(
    page,
    'Instagram does not accept the settings of this installation.',
    'app_misconfigured',
  );
});

test('what Tintype does not know is told with code and trace', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  await house.control('POST', '/faults', {
    host: 'graph.facebook.com',
    path: '/me/accounts',
    kind: 'body',
    status: 400,
    body: JSON.stringify({
      error: { message: 'strange', type: 'OAuthException', code: 7777, fbtrace_id: 'AtraceOfThis' },
    }),
  });
  await page.goto(studio.integrations);
  await connectByFacebook(page, await aFacebookPerson({ accounts: 1 }));

  await expectOutcome(
    page,
    'Instagram answered with an error that Tintype does not know.',
    'instagram_unexpected',
  );
  await expect(page.getByText('AtraceOfThis')).toBeVisible();
});
