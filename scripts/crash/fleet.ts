import { createProductProcess, type ProductProcess } from '../../e2e/product-process.ts';
import { addressFor } from './leases.ts';
import { openLine, type Line } from './line.ts';

/** One process of the product, kept running by whoever watches over it. */
export interface Member {
  name: string;
  role: 'web' | 'worker';
  line: Line;
  isUp(): boolean;
  kill(): Promise<void>;
  /** Brings it up again, however often it falls while starting. */
  revive(): Promise<void>;
  output(): string;
}

export interface Fleet {
  workers: Member[];
  webs: Member[];
  /** The last words of every process that ended without having been killed, as it may when its database goes away. */
  endedByThemselves(): string[];
  close(): Promise<void>;
}

/** The product in several processes over one database, each with a wire of its own to Instagram. */
export async function createFleet(at: {
  workers: number;
  webPorts: number[];
  simulatorUrl: string;
  env: Record<string, string> & { DATABASE_URL: string };
}): Promise<Fleet> {
  const closing = new AbortController();
  const fallen: string[] = [];
  const join = async (role: 'web' | 'worker', number: number, more: Record<string, string>) =>
    member(role, number, await openLine(at.simulatorUrl), more);
  const [workers, webs] = await Promise.all([
    Promise.all(Array.from({ length: at.workers }, (_, n) => join('worker', n + 1, {}))),
    Promise.all(at.webPorts.map((port, n) => join('web', n + 1, { PORT: String(port) }))),
  ]);
  return {
    workers,
    webs,
    endedByThemselves: () => fallen,
    async close() {
      closing.abort();
      for (const each of [...workers, ...webs]) {
        await each.kill();
        await each.line.close();
      }
    },
  };

  function member(role: 'web' | 'worker', number: number, line: Line, more: Record<string, string>): Member {
    const name = `${role} ${number}`;
    const database = { DATABASE_URL: addressFor(name, at.env.DATABASE_URL) };
    const env = { ...at.env, ...database, META_BASE_URL: `${line.url}/{host}`, ...more };
    const running: ProductProcess = createProductProcess(env, role, () => void onEnd());
    let isUp = false;
    // A kill and every revival begin a new life: what an older one still waited for is over.
    let life = 0;
    const onEnd = async () => {
      if (!isUp) return;
      isUp = false;
      if (closing.signal.aborted) return;
      fallen.push(`${name}: ${running.output().slice(-600)}`);
      await revive();
    };
    const revive = async () => {
      const mine = ++life;
      const isOver = () => mine !== life || closing.signal.aborted;
      while (!isOver()) {
        const started = await running.start().then(
          () => true,
          // Its database may be away: whoever supervises a service starts it again.
          () => false,
        );
        if (isOver()) return;
        isUp = started;
        if (isUp) return;
        await pause(200);
      }
    };
    return {
      name,
      role,
      line,
      isUp: () => isUp,
      output: () => running.output(),
      revive,
      async kill() {
        life++;
        isUp = false;
        await running.kill();
      },
    };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
