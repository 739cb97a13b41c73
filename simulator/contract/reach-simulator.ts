import https from 'node:https';
import { connect } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import sharp from 'sharp';
import { startSimulator } from '../serve.ts';
import type { Simulator } from '../create-simulator.ts';
import { giveTokens, type Tokens } from '../test-tokens.ts';
import { demoApp } from '../world/seed.ts';

export type Reached = { simulator: Simulator; tokens: Tokens; url: string };

/** Where the clients' pictures lie. */
export const imageUrl = 'https://cdn.example.com/photo.jpg';

/**
 * A simulator that clients written for the real Meta reach without a word changed: until the test ends every connection of this
 * process that means to go to HTTPS is led to its port, in the clear, and `fetch` likewise. They go on asking for
 * `https://graph.facebook.com`, and that is what the Host header says.
 */
export async function reachSimulator(): Promise<Reached> {
  const photo = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
  const started = await startSimulator({
    port: 0,
    now: () => Date.UTC(2026, 10, 25, 9, 30),
    fetch: async () => new Response(Uint8Array.from(photo), { headers: { 'content-type': 'image/jpeg' } }),
  });
  const { simulator, url } = started;
  const app = simulator.world.apps.get(demoApp.id) ?? demoApp;
  simulator.world.apps.put({ ...app, flags: { ...app.flags, containerSeconds: 0 } });
  const tokens = giveTokens(simulator.world);
  simulator.world.commit();

  const usual = https.globalAgent;
  const agent = new LedAgent(Number(new URL(url).port));
  https.globalAgent = agent;
  vi.stubGlobal('fetch', leadFetch(globalThis.fetch, url));
  // Whatever proxy this machine has, nobody means it here.
  vi.stubEnv('NO_PROXY', '*');
  onTestFinished(async () => {
    https.globalAgent = usual;
    agent.destroy();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    await started.close();
  });
  return { simulator, tokens, url };
}

/** Opens a plain socket to the simulator wherever it is asked to go. */
class LedAgent extends https.Agent {
  readonly #port: number;

  constructor(port: number) {
    super({ keepAlive: false });
    this.#port = port;
  }

  override createConnection() {
    return connect({ port: this.#port, host: '127.0.0.1' });
  }
}

/** `fetch` takes no agent: the host it meant goes along in `X-Forwarded-Host`. */
function leadFetch(send: typeof fetch, url: string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const meant = new URL(request.url);
    if (meant.protocol !== 'https:') return send(request);
    const headers = new Headers(request.headers);
    headers.set('x-forwarded-host', meant.host);
    const body = request.body === null ? undefined : await request.arrayBuffer();
    return send(url + meant.pathname + meant.search, {
      method: request.method,
      headers,
      body,
      redirect: 'manual',
    });
  };
}
