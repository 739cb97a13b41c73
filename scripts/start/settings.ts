import { resolve } from 'node:path';

export type Environment = Record<string, string | undefined>;

/** What the starter itself must know; everything else of the configuration is read and judged by the product. */
export interface Settings {
  root: string;
  dataDir: string;
  /** How this machine reaches what listens on HOST. */
  localHost: string;
  port: number;
  publicUrl: string;
  simulatorPort: number;
  simulatorPublicUrl: string | undefined;
  /** What a simulated world begins with that is not kept yet. */
  simulatorSeed: string;
  /** Instagram is simulated because nobody said where it is. */
  isDemo: boolean;
  /** The app of the second door, when the environment names one: in a demo the simulator has to know it too. */
  facebookApp: { id: string; secret: string } | undefined;
}

/** `root` is the checkout: relative paths are relative to it, whatever folder the command was typed in. */
export function readSettings(env: Environment, root: string): Settings {
  const localHost = localHostOf(env['HOST']);
  const port = readPort(env['PORT'], 4200);
  return {
    root,
    dataDir: resolve(root, env['DATA_DIR'] || 'data'),
    localHost,
    port,
    publicUrl: (env['PUBLIC_URL'] || `http://${localHost}:${port}`).replace(/\/$/, ''),
    simulatorPort: readPort(env['SIMULATOR_PORT'], 4300),
    simulatorPublicUrl: env['SIMULATOR_PUBLIC_URL'] || undefined,
    simulatorSeed: env['SIMULATOR_SEED'] || 'shop',
    isDemo: !env['INSTAGRAM_APP_ID'] && !env['META_BASE_URL'],
    facebookApp: readApp(env['FACEBOOK_APP_ID'], env['FACEBOOK_APP_SECRET']),
  };
}

function readApp(id: string | undefined, secret: string | undefined): Settings['facebookApp'] {
  return id && secret ? { id, secret } : undefined;
}

function localHostOf(host: string | undefined): string {
  if (!host || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** A value that is no port is left to the product, which lists it among all other problems. */
function readPort(value: string | undefined, standard: number): number {
  const port = Number(value || standard);
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : standard;
}
