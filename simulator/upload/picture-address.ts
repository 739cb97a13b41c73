/** Addresses on Instagram's content network die after some days (seen: 1.3 to 4); ours live three. */
const LIFE_SECONDS = 3 * 24 * 60 * 60;

/** The host whose simulated paths serve pictures. */
export const PICTURE_HOST = 'scontent.cdninstagram.com';

/** Path and query of a picture on `PICTURE_HOST`, good for three days of the world's clock: `oe` is a hex unix time. */
export function picturePathAt(pictureId: string, now: number): string {
  const expires = Math.floor(now / 1000) + LIFE_SECONDS;
  return `/v/t51.29350-15/${encodeURIComponent(pictureId)}_n.jpg?ccb=1-7&oe=${expires.toString(16).toUpperCase()}`;
}

/** The picture a path names, or why it is not served, in the words of the real network. */
export function readPicturePath(
  path: string,
  query: URLSearchParams,
  now: number,
): { pictureId: string } | { refused: string } {
  const pictureId = /^\/v\/t51\.29350-15\/([^/]+)_n\.jpg$/.exec(path)?.[1];
  const expires = Number.parseInt(query.get('oe') ?? '', 16);
  if (pictureId === undefined || Number.isNaN(expires)) return { refused: 'Bad URL hash' };
  if (now / 1000 >= expires) return { refused: 'URL signature expired' };
  return { pictureId: decodeURIComponent(pictureId) };
}
