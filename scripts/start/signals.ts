import type { Family } from './family.ts';

/** npm repeats a Ctrl-C that the terminal has already sent, within milliseconds; a person needs longer for a second one. */
const echoMs = 400;

/** The first signal lets everything finish and exits with 0; a second one, meant as such, ends it at once. */
export function endOnSignals(family: Family): void {
  let firstAt: number | null = null;
  const listen = (signal: NodeJS.Signals) => {
    process.on(signal, () => {
      if (firstAt === null) {
        firstAt = performance.now();
        const forwarded = signal === 'SIGHUP' ? 'SIGTERM' : signal;
        void family.endAll(forwarded).then(() => process.exit(0));
        return;
      }
      if (performance.now() - firstAt < echoMs) return;
      family.killAll();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) listen(signal);
}
