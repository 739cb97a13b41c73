import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { openBenchHouse } from './bench-house.ts';
import { percentile } from './percentile.ts';
import type { BenchInput, Row } from './row.ts';

const goalRatio = 0.3;
/** Connections that are kept open, each with one delivery at a time. */
const atOnce = 64;

/**
 * How fast webhooks are taken: checked, durable in the database, and only then acknowledged, each delivery another one; against
 * Hono that checks the signature and keeps nothing. What is worked through afterwards runs meanwhile, as it would.
 */
export async function benchWebhooks({ root, isQuick, say }: BenchInput): Promise<Row[]> {
  const house = await openBenchHouse(root);
  const echo = await startEcho(root, house.app.secret);
  try {
    const deliver = createDeliverer(house.app.secret);
    await deliver(house.url, isQuick ? 500 : 3000);
    await deliver(echo.url, isQuick ? 500 : 3000);
    const turns: { ratio: number; ours: number; control: number }[] = [];
    // Short turns, so that a busy moment of the machine falls on both.
    for (let turn = 0; turn < (isQuick ? 3 : 15); turn++) {
      const ours = await deliver(house.url, 1000);
      const control = await deliver(echo.url, 1000);
      turns.push({ ratio: ours / control, ours, control });
    }
    say(`Deliveries by turn: ${turns.map(({ ratio }) => ratio.toFixed(2)).join(' ')}`);
    const middle = (pick: (turn: (typeof turns)[number]) => number) => percentile(turns.map(pick), 0.5);
    const whole = (value: number) => Math.round(value).toLocaleString('en');
    return [
      {
        what: `Webhooks checked, stored and acknowledged, ${atOnce} at a time, against Hono that checks the signature alone`,
        measured: `${whole(middle(({ ours }) => ours))} a second`,
        control: `${whole(middle(({ control }) => control))} a second`,
        ratio: middle(({ ratio }) => ratio).toFixed(2),
        goal: `≥ ${goalRatio}`,
        isMet: middle(({ ratio }) => ratio) >= goalRatio,
      },
    ];
  } finally {
    echo.process.kill();
    await house.close();
  }
}

async function startEcho(root: string, secret: string): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, ['scripts/bench/serve-hmac-echo.ts', secret], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, process: child };
  }
  throw new Error('The echo did not say where it listens.');
}

/** Sends so many deliveries, each another comment; answers how many were acknowledged in a second. */
function createDeliverer(secret: string): (url: string, count: number) => Promise<number> {
  let made = 0;
  return async (url, count) => {
    // Made and signed before the watch runs: that is Meta's work.
    const bodies = Array.from({ length: count }, () => {
      const body = Buffer.from(bodyOf((made += 1)));
      return { body, signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
    });
    const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
    const began = performance.now();
    const sendOn = async () => {
      for (let next = bodies.pop(); next; next = bodies.pop()) await send(url, agent, next);
    };
    await Promise.all(Array.from({ length: atOnce }, sendOn));
    const seconds = (performance.now() - began) / 1000;
    agent.destroy();
    return count / seconds;
  };
}

function bodyOf(number: number): string {
  const id = String(17_800_000_000_000_000n + BigInt(number));
  const value = {
    id,
    from: { id: '5551234567', username: 'wren.and.kiln' },
    text: `Which glaze is it, and does it hold in the oven? ${number}`,
    media: { id: '17900000000000001', media_product_type: 'FEED' },
  };
  const entry = { id: '17841499999999999', time: 1_795_000_000, changes: [{ field: 'comments', value }] };
  return JSON.stringify({ object: 'instagram', entry: [entry] });
}

function send(
  url: string,
  agent: Agent,
  { body, signature }: { body: Buffer; signature: string },
): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-hub-signature-256': signature,
  };
  return new Promise((resolve, reject) => {
    request(`${url}/webhooks/meta`, { agent, method: 'POST', headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The answer was ${response.statusCode}.`));
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(body);
  });
}
