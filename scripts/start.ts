import '../server/refuse-older-node.ts';
import { dirname } from 'node:path';
import { parseStartArguments } from './start/arguments.ts';
import { type DemoApp, findOrCreateDemoApp, verifyTokenOf } from './start/demo-app.ts';
import { createFamily } from './start/family.ts';
import { greetingOf } from './start/greeting.ts';
import { findFreePort, untilFree } from './start/ports.ts';
import { startProduct, untilReady } from './start/product.ts';
import { readSettings } from './start/settings.ts';
import type { Settings } from './start/settings.ts';
import { endOnSignals } from './start/signals.ts';
import { registerApp, registerWebhooks, startSimulator } from './start/simulator.ts';
import { watchSources } from './start/watch-sources.ts';
import { buildWebWhenStale, watchWeb } from './web-build.ts';

/**
 * `npm start`: the product, and in demo mode the simulator beside it, each as a process of its own. This file only
 * starts, joins and ends them; it holds no connection, key or state.
 */
const say = (sentence: string) => console.log(sentence);
const root = dirname(import.meta.dirname);
const family = createFamily(root);
endOnSignals(family);

try {
  process.exitCode = await start();
} catch (error) {
  if (!family.isEnding()) {
    console.error(error instanceof Error ? error.message : String(error));
    await family.endAll('SIGTERM');
    process.exit(1);
  }
}

/** Returns the exit code, unless a signal comes first: then `endOnSignals` ends the process. */
async function start(): Promise<number> {
  const { role, isDev } = parseStartArguments(process.argv.slice(2));
  const settings = await withPort(readSettings(process.env, root));
  if (role !== 'worker') {
    await untilFree({ host: settings.localHost, port: settings.port, variable: 'PORT' }, say);
  }

  const app = settings.isDemo ? await findOrCreateDemoApp(settings.dataDir) : undefined;
  const simulator = app && (await startSimulator(settings, family, say));
  const demo = simulator && app && { app, simulatorUrl: simulator.url };
  const isRegistered = demo && simulator.ready.then(() => registerApps(demo, settings));
  isRegistered?.catch(() => undefined); // Told where it is awaited, before the greeting.

  if (role !== 'worker') {
    if (isDev) await watchWeb(root, runVite);
    else await buildWebWhenStale({ root, log: say, run: runVite });
  }

  const nextChange = isDev ? watchSources(root) : undefined;
  for (let isFirst = true; ; isFirst = false) {
    if (family.isEnding()) return untilSignalled();
    const product = startProduct(family, settings, role, demo);
    const [isReady] = await Promise.all([untilReady(product, settings, role), isRegistered]);
    if (isReady && isFirst && demo && role !== 'worker') await registerAllWebhooks(demo, settings);
    if (isReady && isFirst) say(greetingOf(settings, role, simulator?.url));

    const over = await Promise.race([
      product.ended,
      simulator?.member?.ended.then(() => 'simulator ended' as const) ?? untilSignalled(),
      nextChange?.() ?? untilSignalled(),
    ]);
    if (family.isEnding()) return untilSignalled();
    if (over === 'simulator ended')
      throw new Error('The simulator ended unexpectedly, so Tintype ends as well.');
    if (nextChange) {
      if (over !== 'changed') await nextChange();
      await family.end(product, 'SIGTERM');
      continue;
    }
    await family.endAll('SIGTERM');
    return over === 'changed' ? 0 : over;
  }
}

interface Demo {
  app: DemoApp;
  simulatorUrl: string;
}

async function registerApps(demo: Demo, settings: Settings): Promise<void> {
  for (const app of appsOf(demo, settings)) await registerApp(demo.simulatorUrl, app, settings.publicUrl);
}

/** The product must listen by then: the simulator shakes hands with it. */
async function registerAllWebhooks(demo: Demo, settings: Settings): Promise<void> {
  const webhooks = {
    productUrl: `http://${settings.localHost}:${settings.port}`,
    verifyToken: verifyTokenOf(process.env, demo.app),
  };
  for (const app of appsOf(demo, settings))
    await registerWebhooks(demo.simulatorUrl, app, webhooks).catch((error: Error) => {
      // Comments are read every minute all the same.
      say(error.message);
    });
}

/** One app may serve both doors, as at Meta. */
function appsOf(demo: Demo, settings: Settings): DemoApp[] {
  return [demo.app, ...(settings.facebookApp ? [settings.facebookApp] : [])];
}

function runVite(args: string[]): Promise<number> {
  return family.add({ name: 'Vite', args }).ended;
}

/** The redirect address is registered before the product listens, so a port left open is chosen here. */
async function withPort(settings: Settings): Promise<Settings> {
  return settings.port === 0
    ? readSettings({ ...process.env, PORT: String(await findFreePort()) }, root)
    : settings;
}

function untilSignalled(): Promise<never> {
  return new Promise(() => undefined);
}
