import { aColleague } from './colleague.ts';
import {
  arrivesWithin,
  commentOf,
  expect,
  expectAccessible,
  replyField,
  rowOf,
  sendButton,
  test,
} from './inbox-home.ts';

const within = { timeout: 20_000 };

test('two who have one conversation open see each other, are asked before the second answer, and none stands twice', async ({
  page,
  browser,
  house,
  studio,
  home,
}) => {
  const theirs = await home.strangerWrites('Is the blue one sold?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Is the blue one sold?').click(arrivesWithin);
  const ana = await aColleague(browser, house, studio.id, 'Ana شمس');
  await ana.goto(page.url());
  await expect(page.getByText('Ana شمس')).toContainText('has this open too', within);
  await expect(ana.getByText('has this open too')).toBeVisible(within);

  await replyField(ana).pressSequentially('It is, sorry');
  await expect(page.getByText('is writing an answer.')).toBeVisible(within);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.getByText('is writing an answer.')).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1280, height: 800 });

  // Writing at the same time: the one who sends is asked, and may.
  await replyField(page).fill('No, it is here.');
  await expect(ana.getByText('is writing an answer.')).toBeVisible(within);
  await replyField(ana).press('Control+Enter');
  await expect(ana.getByRole('alert')).toContainText('Yours may be the second answer.');
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Send all the same' }).click();
  await expect(replyField(ana)).toHaveValue('');

  // The other hears of the answer, and is asked before a second one goes out.
  await expect(page.getByText('answered while you were writing.')).toBeVisible(arrivesWithin);
  await sendButton(page).click();
  await expect(page.getByRole('alert')).toContainText('answered while you were writing. It is, sorry');
  await expect(replyField(page)).toHaveValue('No, it is here.');
  await expectAccessible(page);
  await replyField(page).fill('');
  await expect(commentOf(page, 'It is, sorry').getByText('On Instagram', { exact: true })).toBeVisible(
    arrivesWithin,
  );
  await theirs.reload();
  await expect(theirs.getByText('It is, sorry')).toHaveCount(1);
  await expect(theirs.getByText('No, it is here.')).toHaveCount(0);

  // Who goes elsewhere is gone at once; whose browser ends without a word, within half a minute of the clock.
  await ana.getByRole('link', { name: 'Calendar' }).first().click();
  await expect(page.getByText('has this open too')).toHaveCount(0, within);
  await ana.goBack();
  await expect(page.getByText('has this open too')).toBeVisible(within);
  await ana.route('**/presences/*', (route) => route.abort());
  await ana.context().close();
  await house.advance(60);
  await expect(page.getByText('has this open too')).toHaveCount(0, within);
});
