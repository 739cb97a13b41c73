import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { forgetSettings } from './bench/bench-house.ts';
import { benchComments } from './bench/comments.ts';
import { benchConnect } from './bench/connect.ts';
import { benchLargeAccount } from './bench/large-account.ts';
import { benchMemory } from './bench/memory.ts';
import { benchPermission } from './bench/permission.ts';
import { benchPunctuality } from './bench/punctuality.ts';
import { tableOf, type Row } from './bench/row.ts';
import { benchSecondStart } from './bench/second-start.ts';
import { benchSimulator } from './bench/simulator.ts';
import { benchVault } from './bench/vault.ts';
import { benchWebhooks } from './bench/webhooks.ts';
import { benchWeb } from './bench/web.ts';
import { buildWebWhenStale } from './web-build.ts';

/**
 * `npm run bench [-- --only connect|vault|memory|web|start|simulator|punctuality|webhooks|comments|permission|account] [--quick]`: measures the product as the starter runs it and prints a
 * table. Each figure stands beside a control of the same run, because absolute figures say as much of the machine. It
 * judges nothing: a goal that is missed is printed and the exit code stays 0.
 */
const benches = {
  connect: benchConnect,
  vault: benchVault,
  memory: benchMemory,
  web: benchWeb,
  start: benchSecondStart,
  simulator: benchSimulator,
  punctuality: benchPunctuality,
  webhooks: benchWebhooks,
  comments: benchComments,
  permission: benchPermission,
  account: benchLargeAccount,
};
type Name = keyof typeof benches;

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
if (values.only !== undefined && !(values.only in benches))
  throw new Error(`There is no benchmark "${values.only}". There are ${Object.keys(benches).join(', ')}.`);
const names = values.only ? [values.only as Name] : (Object.keys(benches) as Name[]);

forgetSettings(process.env);
const loads = [loadNow()];
const root = dirname(import.meta.dirname);
await buildWebWhenStale({ root, log: console.error, run: runNode });
const rows: Row[] = [];
for (const name of names) {
  console.error(`Measuring: ${name}.`);
  rows.push(...(await benches[name]({ root, isQuick: values.quick, say: console.error })));
  loads.push(loadNow());
}
const today = new Date().toISOString().slice(0, 10);
console.log(
  `${today}, ${availableParallelism()} processors, Node ${process.versions.node}, load ${loads.join(', ')}\n`,
);
console.log(tableOf(rows));

/** Beyond the number of processors, milliseconds say more of the neighbours than of us. */
function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

async function runNode(args: string[]): Promise<number> {
  const [code] = (await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit')) as [
    number | null,
  ];
  return code ?? 1;
}
