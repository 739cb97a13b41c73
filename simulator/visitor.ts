import { createFormBrowser, wordsOf, type Fetch } from './form-browser.ts';

/** A person at the simulated instagram.com, without a browser: fills in its forms and keeps its cookie. For tests and scripts. */
export type Visitor = {
  /**
   * Opens an authorize URL, logs in with `account` (its id), decides, and returns where Instagram sends the browser. Throws with the
   * page's text when Instagram shows an error of its own instead.
   */
  consent(authorizeUrl: string, choice: ConsentChoice): Promise<string>;
  /** Takes access back on the apps and websites page. */
  removeApp(baseUrl: string, removal: { account: string; appId: string }): Promise<void>;
};

export type ConsentChoice = {
  account: string;
  /** Switches turned off. */
  without?: string[];
  /** `allow` unless told. */
  decision?: 'allow' | 'cancel';
};

/** A visitor of its own, with an empty cookie jar. `send` is `simulator.fetch` or the global one. */
export function createVisitor(send: Fetch = fetch): Visitor {
  const ask = createFormBrowser(send);

  async function logIn(siteUrl: string, account: string, next: string): Promise<void> {
    const response = await ask(`${siteUrl}/accounts/login/`, { account_id: account, next });
    if (response.status !== 303) throw new Error(wordsOf(await response.text()));
  }

  return {
    async consent(authorizeUrl, { account, without = [], decision = 'allow' }) {
      const opened = await ask(authorizeUrl);
      if (opened.status !== 200) throw new Error(wordsOf(await opened.text()));
      const { origin, pathname, search } = new URL(authorizeUrl);
      const siteUrl = origin + pathname.replace(/\/oauth\/authorize\/?$/, '');
      const next = `/oauth/authorize/consent${search}`;
      await logIn(siteUrl, account, next);

      const page = await ask(siteUrl + next);
      const early = page.headers.get('location');
      if (early !== null) return early;
      const markup = await page.text();
      if (page.status !== 200) throw new Error(wordsOf(markup));
      const offered = [...markup.matchAll(/name="(instagram_business_\w+)"/g)].map((match) => match[1] ?? '');
      const switchedOn = offered.filter((scope) => !without.includes(scope)).map((scope) => [scope, 'on']);
      const decided = await ask(siteUrl + next, {
        ...Object.fromEntries(switchedOn),
        account_id: account,
        decision,
      });
      const location = decided.headers.get('location');
      if (location === null) throw new Error(wordsOf(await decided.text()));
      return location;
    },

    async removeApp(baseUrl, { account, appId }) {
      const siteUrl = `${baseUrl}/www.instagram.com`;
      await logIn(siteUrl, account, '/accounts/manage_access/');
      await ask(`${siteUrl}/accounts/manage_access/remove/`, { account_id: account, app_id: appId });
    },
  };
}
