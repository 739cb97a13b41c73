import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { owner } from '../../e2e/person.ts';
import { openBenchHouse } from './bench-house.ts';
import type { BenchInput, Row } from './row.ts';

const goalBytes = 150 * 1024;
/** What a person does not see: one pixel in a thousand for a tenth of the page would be 0.0001. */
const stillness = 0.001;
const restMs = 1500;
const chromiumPath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

/** Script of the first load by what is built and by what a browser asks for, and how much the pages move while they come. */
export async function benchWeb({ root, isQuick }: BenchInput): Promise<Row[]> {
  const [entryBytes, visits] = [
    await bytesOfEntry(join(root, 'dist', 'web')),
    await visitPages(root, isQuick),
  ];
  return [
    scriptRow('Script of the entry and all that it imports at once, gzip', entryBytes),
    ...visits.flatMap(({ name, scriptBytes, shift }) => [
      scriptRow(`Script that a browser loads for ${name}, gzip`, scriptBytes),
      {
        what: `Layout shift of ${name}, worst of ${isQuick ? 1 : 5} loads over a slow line`,
        measured: shift.toFixed(4),
        goal: '≈ 0',
        isMet: shift <= stillness,
      },
    ]),
  ];
}

/** The scripts that index.html names and, through them, everything they import statically; as compressed beside them. */
async function bytesOfEntry(webFolder: string): Promise<number> {
  const page = await readFile(join(webFolder, 'index.html'), 'utf8');
  const waiting = [
    ...page.matchAll(/<(?:script|link rel="modulepreload")[^>]*(?:src|href)="\/([^"]+\.js)"/g),
  ].map((match) => match[1]!);
  const seen = new Set<string>();
  let bytes = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    bytes += await sizeAsServed(join(webFolder, path));
    const text = await readFile(join(webFolder, path), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g))
      waiting.push(join(dirname(path), match[1]!));
  }
  return bytes;
}

/** A file of the public folder has no compressed twin. */
async function sizeAsServed(file: string): Promise<number> {
  return (await stat(existsSync(`${file}.gz`) ? `${file}.gz` : file)).size;
}

async function visitPages(root: string, isQuick: boolean) {
  const house = await openBenchHouse(root);
  const browser = await chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const account = await house.control<{ id: string }>('POST', '/accounts', {
      username: 'bench.web',
      type: 'BUSINESS',
    });
    await house.person.connect({ account: account.id });
    const { workspaces } = await house.person.call<{ workspaces: { slug: string }[] }>(
      'GET',
      '/api/v1/session',
    );
    const pages = [
      { name: 'the sign-in page', path: '/sign-in', isSignedIn: false },
      {
        name: 'Integrations with one connection',
        path: `/w/${workspaces[0]?.slug}/settings/integrations`,
        isSignedIn: true,
      },
    ];
    const visits: { name: string; scriptBytes: number; shift: number }[] = [];
    for (const { name, path, isSignedIn } of pages) {
      const worst = { name, scriptBytes: 0, shift: 0 };
      for (let load = 0; load < (isQuick ? 1 : 5); load++) {
        // A context of its own has nothing in its cache.
        const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
        if (isSignedIn)
          await context.request.post(`${house.url}/api/v1/session`, {
            headers: { origin: house.url },
            data: { email: owner.email, password: owner.password },
          });
        const seen = await look(await context.newPage(), house.url + path);
        worst.scriptBytes = Math.max(worst.scriptBytes, seen.scriptBytes);
        worst.shift = Math.max(worst.shift, seen.shift);
        await context.close();
      }
      visits.push(worst);
    }
    return visits;
  } finally {
    await browser.close();
    await house.close();
  }
}

/** Opens a page as over a telephone's line, so that what arrives late is seen to arrive late. */
async function look(page: Page, address: string): Promise<{ scriptBytes: number; shift: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: 200_000,
    uploadThroughput: 100_000,
  });
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput) seen.shift += shift.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address, { waitUntil: 'load' });
  await page.getByRole('heading').first().waitFor();
  await page.waitForTimeout(restMs);
  if (new URL(page.url()).pathname !== new URL(address).pathname)
    throw new Error(`${new URL(address).pathname} led to ${new URL(page.url()).pathname}.`);
  return page.evaluate(() => ({
    shift: (globalThis as unknown as { seen: { shift: number } }).seen.shift,
    scriptBytes: performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.endsWith('.js'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  }));
}

function scriptRow(what: string, bytes: number): Row {
  return {
    what,
    measured: `${(bytes / 1024).toFixed(1)} KB`,
    goal: '≤ 150 KB',
    isMet: bytes > 0 && bytes <= goalBytes,
  };
}
