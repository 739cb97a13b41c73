export type Fetch = (request: Request) => Promise<Response>;

/** Opens an address, or submits a form to it, as a browser without script does. Redirects are not followed. */
export type Ask = (url: string, form?: Record<string, string>) => Promise<Response>;

/** A browser's cookie and no more: `ask` keeps what the site last set. */
export function createFormBrowser(send: Fetch): Ask {
  let cookie = '';
  return async (url, form) => {
    const request = new Request(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const response = await send(request);
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
}

/** The words of a page's main part. */
export function wordsOf(markup: string): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(markup)?.[1] ?? markup;
  return main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
