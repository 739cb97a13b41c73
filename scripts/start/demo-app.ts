import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The app under which the product is known at the simulator, as a real one would be at Meta. */
export interface DemoApp {
  id: string;
  secret: string;
}

/** What the product and the simulator both know when they shake hands about webhooks; the environment's comes first. */
export function verifyTokenOf(env: Record<string, string | undefined>, app: DemoApp): string {
  return (
    env['META_WEBHOOK_VERIFY_TOKEN'] || createHmac('sha256', app.secret).update('webhooks').digest('hex')
  );
}

/** Made once and kept: connections and tokens of the simulated world belong to this app. */
export async function findOrCreateDemoApp(dataDir: string): Promise<DemoApp> {
  const folder = join(dataDir, 'simulator');
  const path = join(folder, 'app.json');
  // The folder of the data may be entered by the database's user when we are root; the simulator's only by us.
  await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);

  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const made: DemoApp = {
    id: `1${Array.from({ length: 15 }, () => randomInt(10)).join('')}`,
    secret: randomBytes(16).toString('hex'),
  };
  await writeFile(draft, `${JSON.stringify(made)}\n`, { mode: 0o600, flush: true });
  // A link never replaces: of two starts at once the first one's app stays, and a kill leaves no half file.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return JSON.parse(await readFile(path, 'utf8')) as DemoApp;
}
