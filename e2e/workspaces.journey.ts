import { aColleague } from './colleague.ts';
import { expect, test } from './journey.ts';

test('another workspace is made from the switcher, and the first is a press away', async ({
  page,
  house,
  studio,
}) => {
  // More than a window is high: an agency has as many.
  for (let n = 10; n < 40; n++)
    await page.request.post(`${house.url}/api/v1/workspaces`, {
      headers: { origin: house.url },
      data: { name: `Client ${n}` },
    });
  await page.goto(`${house.url}/w/${studio.slug}/posts`);
  const switcher = page.getByRole('button', { name: /, switch workspace$/ });
  await switcher.click();
  await page.getByRole('link', { name: 'New workspace' }).click();
  await page.getByLabel('Workspace name').fill('Second studio');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL(/\/w\/second-studio[^/]*\/settings\/integrations/);
  await expect(switcher).toHaveAccessibleName(/^Second studio/);

  await switcher.click();
  await page.getByRole('link', { name: 'Studio another workspace is made' }).click();
  await page.waitForURL(new RegExp(`/w/${studio.slug}/posts`));
  await expect(switcher).toHaveAccessibleName(/^Studio another workspace/);
});

test('a member who owns nothing is offered no new workspace', async ({ browser, house, studio }) => {
  const theirs = await aColleague(browser, house, studio.id, 'Ana Costa');
  await theirs.goto(`${house.url}/w/${studio.slug}/posts`);
  await theirs.getByRole('button', { name: /, switch workspace$/ }).click();

  await expect(theirs.locator('#workspaces').getByRole('link')).toHaveCount(1);
  await expect(theirs.getByRole('link', { name: 'New workspace' })).toHaveCount(0);
  await theirs.context().close();
});
