import { expect, type Page } from '@playwright/test';
import { wallTimeAt } from '../rules/wall-time.ts';
import { aPicture } from './furnish.ts';
import type { House } from './house.ts';
import { connectByApi, type SimulatedAccount, type Studio } from './journey.ts';

export const zone = 'Europe/Lisbon';
/** A day of the coming month, whatever day it is: the whole month is still to come. */
export const nextMonth = (day: string) => {
  const [year = 0, month = 1] = wallTimeAt(Date.now(), zone).split('-').map(Number);
  return `${new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 8)}${day}`;
};

/** A connected account with a picture in the library, and the means to write posts without the composer. */
export async function furnish(page: Page, house: House, studio: Studio, account: SimulatedAccount) {
  await connectByApi(page, studio, account);
  const api = `${house.url}/api/v1/workspaces/${studio.id}`;
  const headers = { origin: house.url };
  const { connections } = (await (await page.request.get(`${api}/connections`)).json()) as {
    connections: { id: string }[];
  };
  const connectionId = connections[0]!.id;
  const upload = await page.request.post(`${api}/assets?name=cup.jpg`, {
    headers,
    data: await aPicture(),
  });
  const { asset } = (await upload.json()) as { asset: { id: string } };
  await page.request.patch(`${api}/connections/${connectionId}`, { headers, data: { timeZone: zone } });
  return {
    api,
    headers,
    connectionId,
    assetId: asset.id,
    async aPost(caption: string, wallTime?: string, as: 'schedule' | 'plan' = 'schedule') {
      const made = await page.request.post(`${api}/posts`, {
        headers,
        data: { connectionId, caption, items: [{ assetId: asset.id, altText: 'A cup' }] },
      });
      const { id } = (await made.json()) as { id: string };
      if (wallTime) {
        const put = await page.request.put(`${api}/posts/${id}/${as}`, { headers, data: { wallTime } });
        expect(put.status(), await put.text()).toBe(200);
      }
      return id;
    },
    async wallTimeOf(id: string) {
      const { post } = (await (await page.request.get(`${api}/posts/${id}`)).json()) as {
        post: { wallTime: string | null; state: string };
      };
      return post.wallTime;
    },
  };
}

export const calendarOf = (house: House, studio: Studio, search = '') =>
  `${house.url}/w/${studio.slug}/calendar${search}`;
export const dayCell = (page: Page, day: string) => page.locator(`[data-day="${day}"]`);

/** For a person who wants to look: SHOTS names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: name !== 'phone' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
