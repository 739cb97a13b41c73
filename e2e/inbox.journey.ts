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
import { createPerson, owner } from './person.ts';

test('a stranger comments, it appears in the open inbox by itself, and the answer stands on Instagram once', async ({
  page,
  home,
}) => {
  await page.goto(home.inbox);
  await expect(page.getByText('No comments are waiting.')).toBeVisible();
  await expectAccessible(page);

  const theirs = await home.strangerWrites('Are these two sold as a pair?');
  await page.bringToFront();
  await expect(rowOf(page, 'Are these two sold as a pair?')).toBeVisible(arrivesWithin);
  await expect(page.getByRole('link', { name: 'Inbox 1 conversation waits' }).first()).toBeVisible();
  await rowOf(page, 'Are these two sold as a pair?').click();
  await replyField(page).fill('One at a time.');
  await expectAccessible(page);
  await sendButton(page).click();

  await expect(commentOf(page, 'One at a time.').getByText('On Instagram', { exact: true })).toBeVisible(
    arrivesWithin,
  );
  await theirs.reload();
  await expect(theirs.getByText('One at a time.')).toHaveCount(1);
});

test('a comment is hidden, shown again and deleted, and the stranger’s page follows', async ({
  page,
  home,
}) => {
  const theirs = await home.strangerWrites('Claim your prize in bio');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Claim your prize').click(arrivesWithin);
  const comment = commentOf(page, 'Claim your prize');
  await comment.getByRole('button', { name: /^Hide/ }).click();
  await expect(comment.getByText('Hidden, only the writer and you see it')).toBeVisible(arrivesWithin);
  await expect(page.getByText('This comment is hidden, and Instagram takes no answer to it.')).toBeVisible();
  await expectAccessible(page);
  await theirs.reload();
  await expect(theirs.getByText('Hidden by the account')).toBeVisible();

  await comment.getByRole('button', { name: /^Show again/ }).click();
  await expect(comment.getByText('Hidden, only the writer')).toHaveCount(0, arrivesWithin);
  await theirs.reload();
  await expect(theirs.getByText('Hidden by the account')).toHaveCount(0);

  await comment.getByRole('button', { name: /^Delete/ }).click();
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(comment.getByText('Deleted from here')).toBeVisible(arrivesWithin);
  await theirs.reload();
  await expect(theirs.getByText('Claim your prize in bio')).toHaveCount(0);
});

test('an answer whose own answer is lost is looked up, and stands on Instagram once', async ({
  page,
  house,
  home,
}) => {
  const theirs = await home.strangerWrites('Which glaze is it?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Which glaze').click(arrivesWithin);
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/replies',
    method: 'POST',
    kind: 'actThenDrop',
    times: 1,
  });
  await replyField(page).fill('A celadon.');
  await replyField(page).press('Control+Enter');

  await expect(commentOf(page, 'A celadon.').getByText('On Instagram', { exact: true })).toBeVisible({
    timeout: 180_000,
  });
  await expect(commentOf(page, 'A celadon.')).toHaveCount(1);
  await theirs.reload();
  await expect(theirs.getByText('A celadon.')).toHaveCount(1);
});

test('drafts stay with their conversation, and an answer of somebody else is told before mine is sent', async ({
  page,
  house,
  studio,
  home,
}) => {
  await home.strangerWrites('First question?');
  await home.strangerWrites('Second question?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'First question?').click(arrivesWithin);
  await replyField(page).fill('Half an ans');
  await rowOf(page, 'Second question?').click(arrivesWithin);
  await expect(replyField(page)).toHaveValue('');
  await rowOf(page, 'First question?').click();
  await expect(replyField(page)).toHaveValue('Half an ans');

  const threadId = new URL(page.url()).searchParams.get('thread');
  const colleague = createPerson(house.url);
  await colleague.signIn(owner.email, owner.password);
  // What this page learns of it comes too late.
  await page.route('**/inbox/threads/*', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  );
  const base = `/api/v1/workspaces/${studio.id}/inbox/threads/${threadId}`;
  await colleague.call('POST', `${base}/replies`, { text: 'Answered already.' });
  await sendButton(page).click();
  await expect(page.getByRole('alert')).toContainText('answered while you were writing. Answered already.');
  await expect(replyField(page)).toHaveValue('Half an ans');
  await expectAccessible(page);

  await page.unroute('**/inbox/threads/*');
  await page.getByRole('button', { name: 'Send all the same' }).click();
  await expect(commentOf(page, 'Half an ans').getByText('On Instagram', { exact: true })).toBeVisible(
    arrivesWithin,
  );
  await expect(commentOf(page, 'Answered already.')).toHaveCount(1);
});

test('a note stays among colleagues, a saved reply is filled in, and what is done leaves the list', async ({
  page,
  home,
}) => {
  const words = 'שלום <b>bold</b> 🏺';
  const theirs = await home.strangerWrites(words);
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, words).click(arrivesWithin);
  // Markup is text.
  await expect(commentOf(page, words)).toBeVisible();
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByRole('textbox', { name: 'Note for colleagues' }).fill('A regular.');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await expect(commentOf(page, 'A regular.').getByText('only colleagues see it')).toBeVisible();

  await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
  await replyField(page).fill('Thank you {username}, greetings from {account}!');
  await page.getByRole('button', { name: 'Saved replies' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Thanks');
  await page.getByRole('button', { name: 'Keep what is written' }).click();
  const use = page.getByRole('button', { name: /^Thanks/ });
  await expect(use).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await replyField(page).fill('');
  await page.getByRole('button', { name: 'Saved replies' }).click();
  await use.click();
  await expect(replyField(page)).toHaveValue(
    new RegExp(`^Thank you [\\w.]+, greetings from ${home.account.username}!$`),
  );

  await page.getByLabel('Given to').selectOption({ label: `${owner.name} (you)` });
  await page.getByRole('link', { name: /^Mine/ }).click();
  await rowOf(page, words).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByText('Nothing is given to you.')).toBeVisible();
  await page.getByRole('link', { name: 'Done', exact: true }).click();
  await expect(rowOf(page, words)).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByText('A regular.')).toHaveCount(0);
});
