import { textResponse } from '../text-response.ts';

/** JSON as Meta writes it: `/` as `\/` and everything outside ASCII as `\uXXXX`. */
export function metaJson(value: unknown): string {
  const text = JSON.stringify(value);
  return (text.includes('/') ? text.replaceAll('/', '\\/') : text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** An answer of a Graph host. */
export function graphJson(value: unknown, status = 200): Response {
  return metaJsonText(metaJson(value), status);
}

/** The same for JSON text written by hand, where an id has to stay an unquoted number. */
export function metaJsonText(text: string, status = 200): Response {
  return textResponse(text, status, {
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    'content-type': 'application/json; charset=UTF-8',
  });
}
