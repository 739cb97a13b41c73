import sharp from 'sharp';
import { connect, expect, expectAccessible, liveWithin, publishPhoto, test } from './journey.ts';
import { startHouse } from './house.ts';

test('from the first visit to a photo that is live, and back to nothing', async ({ page }) => {
  test.setTimeout(400_000);
  const house = await startHouse();
  try {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));

    await page.goto(house.url);
    await expectAccessible(page);
    await page.getByLabel('Your name').fill('Ada Linden');
    await page.getByLabel('Workspace').fill('Linden Studio');
    await page.getByLabel('E-mail').fill('ada@linden.example');
    await page.getByLabel('Password', { exact: true }).fill('a long enough password');
    await page.getByRole('button', { name: 'Create owner and workspace' }).click();
    await page.waitForURL(/\/w\/linden-studio\/settings\/integrations/);

    await connect(page, { id: '17841400000000101', username: 'linden.ceramics' });
    await expect(page.getByText('Connected @linden.ceramics.')).toBeVisible();
    expect(page.url()).not.toMatch(/#|code=|state=/);
    await expectAccessible(page);

    const studio = {
      id: '',
      slug: 'linden-studio',
      integrations: `${house.url}/w/linden-studio/settings/integrations`,
    };
    await publishPhoto(page, house, studio, 'Three cups #ceramics', '#c03020');
    const link = page.getByRole('link', { name: 'See it on Instagram' });
    await expect(link).toBeVisible(liveWithin);
    await expectAccessible(page);

    const permalink = (await link.getAttribute('href')) ?? '';
    const post = await page.context().newPage();
    await post.goto(permalink);
    await expect(post.getByText('Three cups')).toBeVisible();
    await expectAccessible(post);
    const picture = await post.locator('main figure img').first().getAttribute('src');
    const bytes = await (await page.request.get(new URL(picture ?? '', permalink).href)).body();
    const { dominant } = await sharp(bytes).stats();
    expect(dominant.r).toBeGreaterThan(dominant.g + 100);

    await page.goto(studio.integrations);
    await page.getByRole('button', { name: 'Disconnect @linden.ceramics' }).click();
    await expect(page.getByRole('button', { name: 'Keep connected' })).toBeFocused();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(page.getByText('Instagram confirmed that the token is dead.')).toBeVisible();
    await expect(page.getByText('@linden.ceramics', { exact: true })).toBeHidden();

    const { grants } = await house.control<{ grants: { accountId: string; removedAt?: number }[] }>(
      'GET',
      '/state',
    );
    expect(
      grants.filter((grant) => grant.accountId === '17841400000000101' && grant.removedAt === undefined),
    ).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await house.stop();
  }
});
