import { expect, test } from 'vitest';
import type { FidelityCase } from './fidelity/fidelity-case.ts';
import { cookies, type Scene, setScene } from './fidelity/scene.ts';
import { sections } from './fidelity/sections.ts';
import { baseUrl } from './fixture.ts';

/** The rows of the fidelity suite, which are every endpoint of both logins, each with its cases. */
const rows = sections.flatMap((section) =>
  Object.entries(section).map(([row, { answers, refusals }]) => {
    const cases = [...answers, ...(typeof refusals === 'string' ? [] : refusals)];
    return [row, cases] as const;
  }),
);

/** What a client sees of an answer. */
type Seen = { asked: string; status: number; headers: [string, string][]; body: string };

/** The cases of a row one after the other in one world: what each was answered, and what the world came to two days later. */
async function live(row: string, cases: FidelityCase[]): Promise<{ seen: Seen[]; snapshot: string }> {
  const scene = await setScene();
  const requests: Request[] = [];
  for (const each of cases)
    for (const host of hostsOf(row)) requests.push(await write(scene, row, host, each));
  const seen: Seen[] = [];
  for (const request of requests) seen.push(await see(scene, request));
  // Also what comes by itself when time passes: the audience, what it lets webhooks tell, videos.
  const clock = { method: 'POST', body: new URLSearchParams({ advanceSeconds: '172800' }) };
  await scene.simulator.fetch(`${baseUrl}/_simulator/clock`, clock);
  const snapshot = await (await scene.simulator.fetch(`${baseUrl}/_simulator/snapshot`)).text();
  await scene.simulator.close();
  return { seen, snapshot };
}

/** `graph.*` is both Graph hosts. */
function hostsOf(row: string): string[] {
  const host = row.split(/[ /]/)[1] ?? '';
  return host === 'graph.*' ? ['graph.instagram.com', 'graph.facebook.com'] : [host];
}

async function write(scene: Scene, row: string, host: string, each: FidelityCase): Promise<Request> {
  const path = await scene.fill(each.path);
  const form = new URLSearchParams();
  for (const [name, text] of Object.entries(each.form ?? {})) form.set(name, await scene.fill(text));
  const token = scene.tokens[host === 'graph.instagram.com' ? 'instagram' : 'user'];
  return new Request(`${baseUrl}/${host}${host.startsWith('graph.') ? '/v25.0' : ''}${path}`, {
    method: row.split(' ')[0] ?? 'GET',
    redirect: 'manual',
    headers: {
      ...(/^(graph|rupload)\./.test(host) && { authorization: `Bearer ${token}` }),
      ...(each.signedIn && { cookie: cookies }),
      ...each.headers,
    },
    ...(each.form && { body: form }),
  });
}

async function see(scene: Scene, request: Request): Promise<Seen> {
  const response = await scene.simulator.fetch(request);
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return { asked: request.url, status: response.status, headers, body };
}

test('the requests are of every host that an app or a person meets', () => {
  expect(new Set(rows.flatMap(([row]) => hostsOf(row))).size).toBeGreaterThanOrEqual(6);
  expect(rows.flatMap(([, cases]) => cases).length).toBeGreaterThan(150);
});

test.each(rows)(
  '%s answers the same requests on the same seed byte for byte and header for header, and leaves the same world',
  async (row, cases) => {
    const first = await live(row, cases);
    const second = await live(row, cases);
    expect(second.seen).toEqual(first.seen);
    expect(second.snapshot === first.snapshot).toBe(true);
  },
);
