import type { Page } from '@playwright/test';
import { aPicture, openComposer, plates, preflight, type Upload } from './composer-home.ts';
import { expect, expectAccessible, test } from './journey.ts';

/** As a browser tells a page of a picture that was copied elsewhere. */
async function paste(page: Page, { name, mimeType, buffer }: Upload): Promise<void> {
  await page.evaluate(
    ({ name, type, bytes }) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    { name, type: mimeType, bytes: [...buffer] },
  );
}

test('a pasted picture is previewed as post, square of the profile and story, with its words as they are written', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openComposer(page, house, studio, await anAccount());
  await paste(page, await aPicture());
  await expect(plates(page)).toHaveCount(1);
  const preview = page.locator('#preview');
  const shapeOf = async (name: string) => {
    const { width, height } = (await preview.getByRole('img', { name }).locator('..').boundingBox())!;
    return width / height;
  };
  await expect(preview.getByRole('button', { name: 'Post' })).toHaveAttribute('aria-pressed', 'true');
  expect(await shapeOf('The picture of this post')).toBeCloseTo(4 / 5, 1);

  await page.getByLabel('Caption', { exact: true }).fill('Blue #celadon by @linden.ceramics, no #1');
  await expect(preview.getByText('Blue #celadon by @linden.ceramics, no #1')).toBeVisible();
  const marks = page.locator('.caption-marks');
  await expect(marks.locator('[data-is="hashtag"]')).toHaveText(['#celadon']);
  await expect(marks.locator('[data-is="mention"]')).toHaveText(['@linden.ceramics']);

  await preview.getByRole('button', { name: 'Profile' }).click();
  expect(await shapeOf('The next square of the profile')).toBeCloseTo(1, 1);
  await expect(preview.getByRole('listitem')).toHaveCount(9);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Story', exact: true }).first().click();
  await expect(preview.getByRole('button', { name: 'Profile' })).toHaveCount(0);
  await expect(preview.getByText('#celadon')).toHaveCount(0);
  const story = (await preview.locator('.silver').boundingBox())!;
  expect(story.width / story.height).toBeCloseTo(9 / 16, 1);
});

test('a caption of a hundred thousand characters is told as too long, and is all there after a reload', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const words = 'A very long glaze. '.repeat(6000).slice(0, 100_000);
  await openComposer(page, house, studio, await anAccount());
  await paste(page, await aPicture());
  const caption = page.getByLabel('Caption', { exact: true });
  await caption.fill(words);
  const tooLong = page.getByRole('alert').filter({ hasText: 'may have 10,000 characters at most' });
  await expect(tooLong).toBeVisible();
  await expect(preflight(page).getByText('The caption has 100,000 characters')).toBeVisible();

  await page.reload();
  await expect(tooLong).toBeVisible();
  expect((await caption.inputValue()) === words).toBe(true);
  await caption.fill('A short glaze');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await expect(tooLong).toHaveCount(0);
});
