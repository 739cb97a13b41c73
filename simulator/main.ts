import { parseArgs } from 'node:util';
import { startSimulator } from './serve.ts';

const usage = 'node simulator/main.ts [--port N] [--data DIR] [--seed NAME|FILE.json] [--snapshot FILE]';

/** The simulator as its own process, until SIGTERM or SIGINT. */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    seed: { type: 'string' },
    snapshot: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help === true) {
  console.log(`${usage}\nSee simulator/README.md.`);
  process.exit(0);
}

const port = Number(values.port ?? (process.env['SIMULATOR_PORT'] || 4300));
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('The port has to be a number from 0 to 65535. Set SIMULATOR_PORT or --port.');
  process.exit(2);
}

const started = await startSimulator({
  port,
  host: process.env['HOST'] || '127.0.0.1',
  dataDir: values.data,
  seed: values.seed,
  snapshotFile: values.snapshot,
  publicUrl: process.env['SIMULATOR_PUBLIC_URL'] || undefined,
  runId: process.env['SIMULATOR_RUN_ID'] || undefined,
}).catch((cause: unknown) => {
  console.error(`The simulator could not start: ${cause instanceof Error ? cause.message : String(cause)}`);
  process.exit(1);
});

console.log(`listening on ${started.url}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void started.close().then(() => process.exit(0));
  });
}
