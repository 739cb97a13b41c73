/*
 * A person in front of Facebook's dialog, for tests: follows redirects, keeps cookies and submits the forms it meets, knowing
 * no more of the pages than their fields.
 */

export interface FacebookChoice {
  /** Who logs in: `marta` manages three Pages, two with an account; `ilse` one. */
  person: string;
  /** Give everything the person has, now and later, instead of what is ticked. */
  everything?: true;
  /** Pages to leave ticked; all of them unless said. The accounts behind them stay ticked. */
  pages?: string[];
  /** Accounts to leave ticked; all of them unless said. */
  accounts?: string[];
  /** Permissions to switch off. */
  without?: string[];
  decision?: 'continue' | 'cancel';
}

type Answer = (request: Request) => Promise<Response>;

/** Walks from the address of the dialog to the address that Facebook sends the browser back to. */
export async function walkFacebookDialog(
  answer: Answer,
  authorizeUrl: string,
  choice: FacebookChoice,
): Promise<string> {
  const own = new URL(authorizeUrl).origin;
  const cookies = new Map<string, string>();
  let request = new Request(authorizeUrl, { redirect: 'manual' });
  for (let steps = 0; steps < 12; steps++) {
    request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const at = request.url;
    const response = await answer(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) {
      const next = new URL(location, at);
      if (next.origin !== own) return next.href;
      request = new Request(next, { redirect: 'manual' });
      continue;
    }
    request = submit(await response.text(), at, choice);
  }
  throw new Error('The dialog never ended.');
}

function submit(page: string, at: string, choice: FacebookChoice): Request {
  const [, form] = /<form([\s\S]*)<\/form>/.exec(page) ?? [];
  const action = /^[^>]*action="([^"]*)"/.exec(form ?? '')?.[1];
  if (!form || action === undefined) throw new Error(`No form to submit: ${textOf(page)}`);
  const body = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [name, value, type] = [
      attributeOf(tag, 'name'),
      attributeOf(tag, 'value'),
      attributeOf(tag, 'type'),
    ];
    // What was left out in an earlier dialog stands unticked; this person ticks everything but what they leave out now.
    if (!name || (type === 'radio' && value !== (choice.everything ? 'all' : 'ticked'))) continue;
    if (isLeft(name, choice)) body.append(name, value ?? 'on');
  }
  if (form.includes('name="decision"')) body.set('decision', choice.decision ?? 'continue');
  else body.set('person_id', choice.person);
  return new Request(new URL(unescape(action), at), { method: 'POST', body, redirect: 'manual' });
}

function isLeft(name: string, { pages, accounts, without }: FacebookChoice): boolean {
  const [kind, id = ''] = name.split(':');
  if (kind === 'page') return pages?.includes(id) ?? true;
  if (kind === 'account') return accounts?.includes(id) ?? true;
  return !without?.includes(name);
}

function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescape(found);
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

function textOf(page: string): string {
  return page
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}
