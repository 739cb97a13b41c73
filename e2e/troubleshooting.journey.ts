import { connect, consent, expect, expectAccessible, expectOutcome, test } from './journey.ts';

// The user's contract, word for word.
const sentences = {
  instagram_no_business_account: 'Connecting Instagram requires a Business or Creator account.',
  scope_rejected: "Facebook didn't grant the permissions we need to publish.",
  state_expired: 'The connection link expired.',
  network_error: 'Network error reaching Facebook.',
};

test('a personal account is told to switch', async ({ page, studio, anAccount }) => {
  await page.goto(studio.integrations);
  await connect(page, await anAccount('PERSONAL'));

  await expectOutcome(page, sentences.instagram_no_business_account, 'instagram_no_business_account');
  await expect(
    page.getByText(
      'Your Instagram account is Personal. Switch to Business or Creator in the Instagram app, then retry.',
    ),
  ).toBeVisible();
  await expectAccessible(page);
});

test('an unticked permission is named, and leaving all boxes checked connects', async ({
  page,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account, { without: ['instagram_business_content_publish'] });

  await expectOutcome(page, sentences.scope_rejected, 'scope_rejected');
  await expect(
    page.getByText(
      'You unticked one or more permissions on the Instagram dialog. Retry and leave all boxes checked.',
    ),
  ).toBeVisible();
  await expect(page.getByText('instagram_business_content_publish')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Retry with Instagram' }).click();
  await consent(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
});

test('a link that waited longer than ten minutes is expired', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await page.getByRole('button', { name: 'Connect Instagram' }).first().click();
  await page.waitForURL(/www\.instagram\.com/);
  await house.advance(601);
  await consent(page, account);

  await expect(page.getByRole('heading', { name: sentences.state_expired })).toBeVisible();
  await expect(page.getByText('state_expired')).toBeVisible();
  await expect(
    page.getByText('The connect link is good for 10 minutes. Click Connect Instagram again to start fresh.'),
  ).toBeVisible();
  await expectAccessible(page);
});

test('a link that is opened in another browser says nothing about anybody', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await page.getByRole('button', { name: 'Connect Instagram' }).first().click();
  await page.waitForURL(/www\.instagram\.com/);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(page.url());
  await consent(stranger, account);

  expect(new URL(stranger.url()).pathname).toBe('/connect/expired');
  await expect(stranger.getByRole('heading', { name: sentences.state_expired })).toBeVisible();
  await expect(stranger.getByText('state_expired')).toBeVisible();
  await expectAccessible(stranger);
  await page.goto(`${house.url}/w/${studio.slug}/settings/integrations`);
  await expect(page.getByText(`@${account.username}`)).toBeHidden();
});

test('a network that fails is told, and the retry connects', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await house.control('POST', '/faults', {
    host: 'api.instagram.com',
    path: '/oauth/access_token',
    kind: 'reset',
  });
  await connect(page, account);

  await expectOutcome(page, sentences.network_error, 'network_error');
  await expect(
    page.getByText('A transient network failure interrupted the flow. Retry in a moment.'),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await consent(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
});

test('a cancelled dialog is told calmly', async ({ page, studio, anAccount }) => {
  await page.goto(studio.integrations);
  await connect(page, await anAccount(), { cancel: true });

  await expectOutcome(page, 'You cancelled on Instagram. Nothing was connected.', 'access_denied');
});

test('an account of another workspace stays there', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();

  const made = await page.request.post(`${house.url}/api/v1/workspaces`, {
    headers: { origin: house.url },
    data: { name: 'Second' },
  });
  const { slug } = (await made.json()) as { slug: string };
  await page.goto(`${house.url}/w/${slug}/settings/integrations`);
  await connect(page, account);

  await expectOutcome(page, 'This Instagram account is connected in another workspace.', 'account_in_use');
});

test('an app that may not serve the account says both ways out', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/access_token',
    kind: 'body',
    status: 400,
    body: JSON.stringify({
      error: {
        message: 'Unsupported request - method type: get',
        type: 'IGApiException',
        code: 100,
        fbtrace_id: 'A',
      },
    }),
  });
  await page.goto(studio.integrations);
  await connect(page, account);

  await expectOutcome(page, 'The Meta app is not yet allowed to serve this account.', 'app_access_missing');
  await expectAccessible(page);
});

test('wrong settings at Meta are told to the operator', async ({ page, house, studio, anAccount }) => {
  await house.control('POST', '/faults', {
    host: 'api.instagram.com',
    path: '/oauth/access_token',
    kind: 'body',
    status: 400,
    body: JSON.stringify({ error_type: 'OAuthException', code: 400, error_message: 'Invalid platform app' }),
  });
  await page.goto(studio.integrations);
  await connect(page, await anAccount());

  await expectOutcome(
    page,
    'Instagram does not accept the settings of this installation.',
    'app_misconfigured',
  );
});

test('what Tintype does not know is told with code and trace', async ({ page, house, studio, anAccount }) => {
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/me',
    kind: 'body',
    status: 400,
    body: JSON.stringify({
      error: { message: 'strange', type: 'OAuthException', code: 7777, fbtrace_id: 'AtraceOfThis' },
    }),
  });
  await page.goto(studio.integrations);
  await connect(page, await anAccount());

  await expectOutcome(
    page,
    'Instagram answered with an error that Tintype does not know.',
    'instagram_unexpected',
  );
  await expect(page.getByText('AtraceOfThis')).toBeVisible();
});
