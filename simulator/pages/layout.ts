import { type Html, html } from './html.ts';

export type Page = {
  title: string;
  /** `sheet`: one narrow card in the middle. `wide`: a column. `broad`: room for a picture and words beside it. */
  shape: 'sheet' | 'wide' | 'broad';
  main: Html;
  foot?: Html;
  status?: number;
  /** Where its pictures and videos come from, when that may be another origin: `call.publicUrl`. */
  filesFrom?: string;
  /** Whose page it would be; Instagram's unless told. */
  standsFor?: 'Instagram' | 'Facebook';
};

/** A page of the simulator: the "Simulated" band, the main part, the foot. No script anywhere. */
export function pageResponse(page: Page): Response {
  const { title, shape, main, foot, status = 200, filesFrom, standsFor = 'Instagram' } = page;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Simulated · ${title}</title>
        <link rel="icon" href="/_simulator/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_simulator/style.css" />
      </head>
      <body>
        <header class="band">
          <p>
            <b>Simulated.</b> This page stands in for ${standsFor}'s. It is run by a simulator and reaches
            nobody.
          </p>
        </header>
        <main class="${shape}">${main}</main>
        ${foot === undefined ? undefined : html`<footer class="foot small">${foot}</footer>`}
      </body>
    </html> `;
  return new Response(document.markup, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': writePolicy(filesFrom),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** To another page after a form. */
export function goTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** No script, no frame, nothing from elsewhere. An origin with other characters than these could end the directive it stands in. */
function writePolicy(filesFrom = ''): string {
  const [origin] = /^https?:\/\/[\w.:[\]-]+/.exec(filesFrom) ?? [''];
  const files = `'self' ${origin}`.trim();
  return `default-src 'none'; img-src ${files}; media-src ${files}; style-src 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const minute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const figures = new Intl.NumberFormat('en-GB');

/** `14 Oct 2026`, in UTC. */
export function writeDay(ms: number): string {
  return day.format(ms);
}

/** `14 Oct 2026, 09:38 UTC`. */
export function writeMinute(ms: number): string {
  return `${minute.format(ms)} UTC`;
}

/** The instant as a `time` element. */
export function timeOf(ms: number): Html {
  return html`<time datetime="${new Date(ms).toISOString()}">${writeMinute(ms)}</time>`;
}

/** `1,204 likes`, `1 like`. */
export function writeCount(count: number, one: string, many: string): string {
  return `${writeFigure(count)} ${count === 1 ? one : many}`;
}

/** `1,204`. */
export function writeFigure(count: number): string {
  return figures.format(count);
}
