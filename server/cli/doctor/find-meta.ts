import type { Config } from '../../config/index.ts';
import type { Finding } from './finding.ts';

/** How a host was reached, or why not: the code of the error, as ENOTFOUND or CERT_HAS_EXPIRED. */
export type Reached =
  | { ok: true; how: string }
  | { ok: false; stage: 'name' | 'connection' | 'certificate' | 'http'; code: string };

/** The hosts of Meta that this configuration needs, and whether the server or only the browser calls them. */
export function metaHostsOf(config: Config): { host: string; callsFrom: 'server' | 'browser' }[] {
  return [
    ...(config.instagramApp
      ? [
          { host: 'api.instagram.com', callsFrom: 'server' as const },
          { host: 'graph.instagram.com', callsFrom: 'server' as const },
          { host: 'www.instagram.com', callsFrom: 'browser' as const },
        ]
      : []),
    ...(config.facebookApp
      ? [
          { host: 'graph.facebook.com', callsFrom: 'server' as const },
          { host: 'www.facebook.com', callsFrom: 'browser' as const },
        ]
      : []),
  ];
}

const fixes = {
  name: 'This server cannot look the name up: check its DNS (resolv.conf, and what filters it).',
  connection:
    'Nothing answers on port 443 from here: let the server reach it through your firewall or proxy.',
  certificate:
    'The certificate is not one that Node trusts: something in between may open TLS, or the clock of this machine is wrong.',
  http: 'Start the simulator ("npm start" does, or "npm run simulator"), or correct META_BASE_URL.',
};

/** Looks at each host by `reach`: all at once, one line each. */
export async function findMeta(
  config: Config,
  reach: (host: string) => Promise<Reached>,
): Promise<Finding[]> {
  return Promise.all(
    metaHostsOf(config).map(async ({ host, callsFrom }) => judgeReach(host, callsFrom, await reach(host))),
  );
}

/** Judges one host. One that only browsers visit is worth a warning at most. */
export function judgeReach(host: string, callsFrom: 'server' | 'browser', reached: Reached): Finding {
  if (reached.ok) return { check: 'Meta', level: 'ok', says: `${host}: ${reached.how}.` };
  return {
    check: 'Meta',
    level: callsFrom === 'server' ? 'problem' : 'warning',
    says: `${host}: ${reached.stage} failed (${reached.code})${callsFrom === 'browser' ? '; only browsers visit it' : ''}.`,
    fix: fixes[reached.stage],
  };
}
