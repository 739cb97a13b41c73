const nowhere = 'https://tintype.invalid';

/**
 * Only a path of our own, for whoever follows it after signing in. Judged as a browser reads it: `//host`, `/\host` and
 * `/<tab>/host` would leave.
 */
export function ownPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/')) return undefined;
  const url = URL.parse(value, nowhere);
  // Without its dots, `/..//host` is `//host`.
  if (url?.origin !== nowhere || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
