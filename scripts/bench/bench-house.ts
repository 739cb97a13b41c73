import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlOf, type Control } from '../../e2e/furnish.ts';
import { findFreePort } from '../start/ports.ts';
import { createPerson, owner, type Person } from '../../e2e/person.ts';
import { findOrCreateDemoApp, type DemoApp } from '../start/demo-app.ts';
import { createFamily, type Family } from '../start/family.ts';
import { startProduct, untilReady } from '../start/product.ts';
import { readSettings } from '../start/settings.ts';
import { registerApp, startSimulator } from '../start/simulator.ts';

/** The product and the simulator as the starter runs them, each a process of its own, with the owner signed in. */
export interface BenchHouse {
  url: string;
  simulatorUrl: string;
  app: DemoApp;
  control: Control;
  person: Person;
  /** The process of the product. Its database has processes of its own. */
  productPid: number;
  close(): Promise<void>;
}

/** How the product's memory is bounded: as the starter does it, with another old space in MB, or not at all. */
export type MemorySetting = 'starter' | 'none' | number;

/** Takes out of `env` whatever would point a product somewhere else than to its own fresh folder. */
export function forgetSettings(env: NodeJS.ProcessEnv): void {
  const settings =
    /^(INSTAGRAM_|FACEBOOK_|META_|SIMULATOR_|VAULT_|MALLOC_)|^(HOST|PORT|PUBLIC_URL|NODE_OPTIONS)$/;
  const more = /^(DATA_DIR|DATABASE_URL|LOG_LEVEL|ROLE|NODE_ENV|TRUSTED_PROXIES)$/;
  for (const name of Object.keys(env)) if (settings.test(name) || more.test(name)) delete env[name];
}

/** Starts a house over an empty folder, which `close` removes. */
export async function openBenchHouse(root: string, memory: MemorySetting = 'starter'): Promise<BenchHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-bench-'));
  const port = await findFreePort();
  const settings = readSettings(
    { DATA_DIR: join(folder, 'data'), PORT: String(port), SIMULATOR_PORT: '0' },
    root,
  );
  const family = createFamily(root);
  const close = async () => {
    await family.endAll('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const app = await findOrCreateDemoApp(settings.dataDir);
    const simulator = await startSimulator(settings, family, () => undefined);
    await simulator.ready;
    await registerApp(simulator.url, app, settings.publicUrl);
    const product = startProduct(withMemory(family, memory), settings, 'all', {
      app,
      simulatorUrl: simulator.url,
    });
    if (!(await untilReady(product, settings, 'all'))) throw new Error('The product did not start.');
    const person = createPerson(settings.publicUrl);
    await person.call('POST', '/api/v1/owner', owner);
    return {
      url: settings.publicUrl,
      simulatorUrl: simulator.url,
      app,
      control: controlOf(simulator.url),
      person,
      productPid: product.process.pid ?? 0,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The starter's own way of starting a member, with its memory settings replaced. Logs are not what is measured. */
function withMemory(family: Family, memory: MemorySetting): Family {
  return {
    ...family,
    add(member) {
      const { MALLOC_ARENA_MAX, MALLOC_MMAP_THRESHOLD_, ...env } = member.env ?? {};
      const allocator = memory === 'none' ? {} : { MALLOC_ARENA_MAX, MALLOC_MMAP_THRESHOLD_ };
      const given = (member.flags ?? []).filter((flag) => memory !== 'none' || !/-space-size=/.test(flag));
      // Of two the last one counts.
      const flags = typeof memory === 'number' ? [...given, `--max-old-space-size=${memory}`] : given;
      return family.add({ ...member, flags, env: { ...env, ...allocator, LOG_LEVEL: 'warn' } });
    },
  };
}
