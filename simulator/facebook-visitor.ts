import { createFormBrowser, wordsOf, type Fetch } from './form-browser.ts';

/** A person at the simulated facebook.com, without a browser: fills in its forms and keeps its cookie. For tests and scripts. */
export type FacebookVisitor = {
  /**
   * Opens a dialog URL, logs in, decides, and returns where Facebook sends the browser. Throws with the page's text when Facebook
   * shows an error of its own instead.
   */
  consent(dialogUrl: string, choice: FacebookChoice): Promise<string>;
  /** Takes access back on the settings page. */
  removeApp(baseUrl: string, removal: { person: string; appId: string }): Promise<void>;
  /** "Send request" under Removed: asks the app to delete what it has. */
  requestDeletion(baseUrl: string, request: { person: string; appId: string }): Promise<void>;
  /** The words of the settings page. */
  readSettings(baseUrl: string, person: string, view?: 'active' | 'removed'): Promise<string>;
};

export type FacebookChoice = {
  /** Id of the person: `marta`. */
  person: string;
  /** Ids of Pages, accounts and businesses left ticked; all that the page offers when absent. */
  pages?: string[];
  accounts?: string[];
  businesses?: string[];
  /** Permissions switched off. */
  without?: string[];
  /** Choose "All current and future Pages and accounts". */
  reach?: 'ticked' | 'all';
  /** `continue` unless told. */
  decision?: 'continue' | 'cancel';
  /** Follow "Edit previous settings" where the short page of a second consent offers it. */
  edit?: boolean;
};

/** A visitor of its own, with an empty cookie jar. `send` is `simulator.fetch` or the global one. */
export function createFacebookVisitor(send: Fetch = fetch): FacebookVisitor {
  const ask = createFormBrowser(send);

  async function readPage(url: string): Promise<string> {
    const response = await ask(url);
    const markup = await response.text();
    if (response.status !== 200) throw new Error(wordsOf(markup));
    return markup;
  }

  async function logIn(site: string, person: string, next: string): Promise<void> {
    const response = await ask(`${site}/login.php`, { person_id: person, next });
    if (response.status !== 303) throw new Error(wordsOf(await response.text()));
  }

  async function submit(path: string, baseUrl: string, { person, appId }: { person: string; appId: string }) {
    const site = `${baseUrl}/www.facebook.com`;
    await logIn(site, person, '/settings');
    await ask(`${site}/settings/${path}`, { person_id: person, app_id: appId });
  }

  return {
    async consent(dialogUrl, choice) {
      await readPage(dialogUrl);
      const { origin, pathname, search } = new URL(dialogUrl);
      const site = pathname.replace(/(?:\/v[\d.]+)?\/dialog\/oauth\/?$/, '');
      const here = `${pathname.replace(/\/$/, '')}/consent${search}`;
      await logIn(origin + site, choice.person, here.slice(site.length));
      const first = await readPage(origin + here);
      const isShort = first.includes('name="as_before"');
      const address = choice.edit === true && isShort ? `${here}&edit_previous_settings=true` : here;
      const markup = address === here ? first : await readPage(origin + address);
      const decided = await ask(origin + address, fillIn(markup, choice));
      const location = decided.headers.get('location');
      if (location === null) throw new Error(wordsOf(await decided.text()));
      return location;
    },
    removeApp: (baseUrl, removal) => submit('remove', baseUrl, removal),
    requestDeletion: (baseUrl, request) => submit('deletion', baseUrl, request),
    async readSettings(baseUrl, person, view = 'active') {
      const site = `${baseUrl}/www.facebook.com`;
      await logIn(site, person, '/settings');
      return wordsOf(await readPage(`${site}/settings?tab=business_tools&view=${view}`));
    },
  };
}

/** The fields of the dialog as this person leaves them. */
function fillIn(markup: string, choice: FacebookChoice): Record<string, string> {
  const { person, pages, accounts, businesses, without = [], reach = 'ticked' } = choice;
  const boxes = [...markup.matchAll(/<input\s[^>]*type="checkbox"[^>]*?name="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  const kept: Record<string, string[] | undefined> = { page: pages, account: accounts, business: businesses };
  const ticked = boxes.filter((name) => {
    const [kind = '', id] = name.split(':');
    return id === undefined ? !without.includes(name) : (kept[kind]?.includes(id) ?? true);
  });
  return {
    ...Object.fromEntries(ticked.map((name) => [name, 'on'])),
    person_id: person,
    reach,
    ...(markup.includes('name="as_before"') && { as_before: '1' }),
    decision: choice.decision ?? 'continue',
  };
}
