import type { Browser, Page } from '@playwright/test';
import type { House } from './house.ts';
import { anAddress } from './journey.ts';
import { createPerson, owner } from './person.ts';

let people = 0;

/** Somebody else of the workspace, a publisher unless said, signed in in a browser of their own. */
export async function aColleague(
  browser: Browser,
  house: House,
  workspaceId: string,
  name: string,
  role = 'publisher',
): Promise<Page> {
  const ada = createPerson(house.url);
  await ada.signIn(owner.email, owner.password);
  const { link } = await ada.call<{ link: string }>('POST', `/api/v1/workspaces/${workspaceId}/invites`, {
    role,
  });
  const door = { email: `colleague.${++people}@example.com`, password: owner.password };
  await createPerson(house.url).call('POST', '/api/v1/invite-sign-ups', {
    token: link.split('#')[1],
    name,
    ...door,
  });
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const headers = { origin: house.url, 'x-forwarded-for': anAddress() };
  await page.request.post(`${house.url}/api/v1/session`, { headers, data: door });
  return page;
}
