/** The hosts the simulator stands in for, and its own. */
const metaHosts = [
  'graph.instagram.com',
  'api.instagram.com',
  'www.instagram.com',
  'scontent.cdninstagram.com',
  'graph.facebook.com',
  'www.facebook.com',
  'rupload.facebook.com',
] as const;

export type Host = (typeof metaHosts)[number] | 'simulator';

/** Which host a request means, the path on it, and the path prefix that links on its pages need. */
export type Place = { host: Host; path: string; prefix: string };

/**
 * A Meta host is the first path segment, or else the `X-Forwarded-Host` header or the URL's own host. `/_simulator` is always the
 * simulator's own, as is everything that names no Meta host.
 */
export function findPlace(url: URL, headers: Pick<Headers, 'get'>): Place {
  const [, first = '', ...rest] = url.pathname.split('/');
  if (isMetaHost(first)) return { host: first, path: `/${rest.join('/')}`, prefix: `/${first}` };
  if (first === '_simulator') return { host: 'simulator', path: url.pathname, prefix: '' };
  const named = headers.get('x-forwarded-host') ?? url.hostname;
  const host = named.split(':')[0]?.toLowerCase() ?? '';
  return { host: isMetaHost(host) ? host : 'simulator', path: url.pathname, prefix: '' };
}

/** Whether the simulator stands in for it. */
export function isMetaHost(name: string): name is (typeof metaHosts)[number] {
  return (metaHosts as readonly string[]).includes(name);
}
