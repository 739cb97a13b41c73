import type { Log } from '../log.ts';

/**
 * `fetchIt`, with a line at trace for every call: where it went and how it ended. Never its query, its headers or a body,
 * which are where secrets travel.
 */
export function tracedFetch(fetchIt: typeof fetch, log: Log): typeof fetch {
  if (!log.isLevelEnabled('trace')) return fetchIt;
  return async (input, init) => {
    const { method = 'GET' } = init ?? {};
    const { host, pathname: path } = new URL(input instanceof Request ? input.url : input);
    const startedAt = performance.now();
    const told = () => ({ method, host, path, ms: Math.round(performance.now() - startedAt) });
    try {
      const response = await fetchIt(input, init);
      log.trace({ ...told(), status: response.status }, 'instagram answered');
      return response;
    } catch (error) {
      log.trace(told(), 'instagram did not answer');
      throw error;
    }
  };
}
