import {
  arrivesWithin,
  expect,
  expectAccessible,
  replyField,
  rowOf,
  sendButton,
  test,
} from './inbox-home.ts';

test('an account that is disconnected while its inbox is open says why nothing can be answered', async ({
  page,
  studio,
  home,
}) => {
  await home.strangerWrites('Is the shop open on Sunday?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Is the shop open').click(arrivesWithin);
  await replyField(page).fill('From ten to four.');
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(studio.integrations);
  await elsewhere.getByRole('button', { name: `Disconnect @${home.account.username}` }).click();
  await elsewhere.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(elsewhere.getByText(`Disconnected @${home.account.username}`)).toBeVisible(arrivesWithin);
  await page.bringToFront();
  await sendButton(page).click();

  await expect(page.getByText('is not connected').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'To the accounts' }).first()).toBeVisible(arrivesWithin);
  await expectAccessible(page);
});
