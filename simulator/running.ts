import type { Journal } from './control/journal.ts';
import type { Faults } from './faults/faults.ts';
import type { CallCounter } from './limits/call-counter.ts';
import type { Work } from './upload/work.ts';
import type { Seed } from './seeds/read-seed.ts';
import type { World } from './world/world.ts';

/** What the inside of a simulator hands around. */
export type Running = {
  world: World;
  faults: Faults;
  journal: Journal;
  fetch: typeof fetch;
  /** Sends the webhooks and callbacks that are due. */
  deliver(): Promise<void>;
  /** Videos on their way. */
  work: Work;
  publicUrl: string | undefined;
  runId: string | undefined;
  /** What a reset seeds again. */
  seed: Seed;
  /** Calls in rolling windows, for usage headers and limits. */
  counter: CallCounter;
  /** Ends when the simulator closes: no fault may keep a timer beyond it. */
  closing: AbortSignal;
};
