import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import type { Config } from '../../config/index.ts';
import type { Reached } from './find-meta.ts';

const timeoutMs = 5000;

/** How this server reaches a host of Meta: by name, TCP and TLS when it is Meta's own, by HTTP when it is simulated. */
export function reachHost(config: Config, fetchIt: typeof fetch): (host: string) => Promise<Reached> {
  if (config.isSimulated) return (host) => reachByHttp(config.metaBaseUrl.replace('{host}', host), fetchIt);
  return (host) => reachByTls(host, 443);
}

/** Looks the name up, connects and shakes hands; sends no request. */
export async function reachByTls(host: string, port: number): Promise<Reached> {
  let address: string;
  try {
    ({ address } = await lookup(host));
  } catch (error) {
    return { ok: false, stage: 'name', code: codeOf(error) };
  }
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, servername: host, timeout: timeoutMs });
    const end = (reached: Reached) => {
      socket.destroy();
      resolve(reached);
    };
    let isConnected = false;
    socket.once('connect', () => (isConnected = true));
    socket.once('timeout', () => end({ ok: false, stage: 'connection', code: 'ETIMEDOUT' }));
    socket.once('error', (error) =>
      end({ ok: false, stage: isConnected ? 'certificate' : 'connection', code: codeOf(error) }),
    );
    socket.once('secureConnect', () =>
      end({ ok: true, how: `${address}, ${socket.getProtocol() ?? 'TLS'}, trusted certificate` }),
    );
  });
}

/** Any answer at all counts: which one depends on the path, and this asks for none. */
async function reachByHttp(address: string, fetchIt: typeof fetch): Promise<Reached> {
  try {
    const response = await fetchIt(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return { ok: true, how: `answers at ${address}` };
  } catch (error) {
    return { ok: false, stage: 'http', code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string };
  return code && typeof code === 'string' ? code : (cause?.code ?? name ?? 'unknown');
}
