import type { Running } from '../running.ts';
import { applyFault } from './apply-fault.ts';
import { ConnectionLost } from './connection-lost.ts';

/** The `fetch` that clients' media comes by: a fault can be scripted for their hosts as for Meta's. */
export function fetchThroughFaults(running: Pick<Running, 'fetch' | 'faults'>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { host, pathname, searchParams: query } = new URL(request.url);
    const fault = running.faults.take({ host, method: request.method, path: pathname, query });
    if (fault === undefined) return running.fetch(input, init);
    if (fault.kind === 'noRange') {
      request.headers.delete('range');
      return running.fetch(request);
    }
    try {
      return await applyFault(fault, () => running.fetch(input, init), request.signal);
    } catch (cause) {
      if (cause instanceof ConnectionLost) throw new TypeError('fetch failed', { cause });
      throw cause;
    }
  };
}
