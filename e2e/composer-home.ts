import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import type { House } from './house.ts';
import { connectByApi, expect, liveWithin, type SimulatedAccount, type Studio } from './journey.ts';

/** What the simulated Instagram keeps of a media, as far as these journeys look at it. */
export interface PublishedMedia {
  id: string;
  parentId?: string;
  caption?: string;
  altText?: string;
  userTags?: { username: string; x: number; y: number }[];
  thumbOffsetMs?: number;
  accountId?: string;
  mediaType?: string;
  mediaProductType?: string;
  locationId?: string;
  productTags?: { product_id?: string; productId?: string; x?: number; y?: number }[];
}

export async function openComposer(
  page: Page,
  house: House,
  studio: Studio,
  account: SimulatedAccount,
): Promise<void> {
  await connectByApi(page, studio, account);
  await page.goto(`${house.url}/w/${studio.slug}/posts/new`);
  await expect(page.getByRole('heading', { name: 'New post' })).toBeVisible();
}

export type Upload = { name: string; mimeType: string; buffer: Buffer };

export async function aPicture(background = '#8a6f4d', width = 400, height = 500): Promise<Upload> {
  const buffer = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name: 'cup.jpg', mimeType: 'image/jpeg', buffer };
}

export async function addFiles(page: Page, files: Upload[]): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(files);
  await expect(plates(page)).toHaveCount(files.length);
}

export function plates(page: Page): Locator {
  return page.getByRole('button', { name: /^(The picture|The video|Picture \d|Video \d)/ });
}

export function preflight(page: Page): Locator {
  return page.getByRole('region', { name: 'Preflight' });
}

/** Sends the post on its way and waits until Instagram has it. */
export async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);
}

export async function mediaOf(house: House, caption: string): Promise<PublishedMedia> {
  const found = (await allMedia(house)).find((each) => each.caption === caption);
  expect(found).toBeDefined();
  return found!;
}

export async function allMedia(house: House): Promise<PublishedMedia[]> {
  return (await house.control<{ media: PublishedMedia[] }>('GET', '/state')).media;
}
