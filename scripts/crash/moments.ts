import type { CallKind, Edge } from './line.ts';
import type { seededChance } from './seeded.ts';

/** What is killed, and when. */
export interface Moment {
  victim: 'worker' | 'web' | 'database' | 'every worker' | 'a worker that starts';
  /** At a call of the victim; null: at any time. */
  at: { kind: CallKind; edge: Edge } | null;
  /** Milliseconds from there. */
  afterMs: number;
  /** Whether the leases of a dead worker end with it, or are waited for. */
  leases: 'end' | 'lapse';
}

/** The next kill of a run. Most hit a worker around the calls that matter, where an answer or a saved step can be lost. */
export function drawMoment(chance: ReturnType<typeof seededChance>): Moment {
  const leases = chance.next() < 0.75 ? 'end' : 'lapse';
  const victim = weighted(chance, [
    ['worker', 66],
    ['web', 14],
    ['database', 8],
    ['a worker that starts', 7],
    ['every worker', 5],
  ] as const);
  if (victim === 'a worker that starts')
    return { victim, at: null, afterMs: Math.round(chance.between(0, 1500)), leases };
  if (victim === 'web' || chance.next() < 0.2)
    return { victim, at: null, afterMs: Math.round(chance.between(0, 300)), leases };
  const kind = weighted(chance, [
    ['publish', 50],
    ['create', 25],
    ['status', 12],
    ['list', 13],
  ] as const);
  const edge = weighted(chance, [
    ['arrived', 1],
    ['acted', 1],
    ['answered', 1],
  ] as const);
  // Half of them at once, the others somewhere in the saving that follows.
  const afterMs = chance.next() < 0.5 ? 0 : Math.round(chance.between(0, 20));
  return { victim, at: { kind, edge }, afterMs, leases };
}

/** `worker 2 when a publish had acted, 3 ms later`. */
export function tellMoment({ at, afterMs }: Moment, victim: string): string {
  if (!at) return `${victim}, after ${afterMs} ms`;
  const verb = { arrived: 'had arrived', acted: 'had been acted on', answered: 'had been answered' }[at.edge];
  return `${victim}, when a ${at.kind} call ${verb}, ${afterMs} ms later`;
}

function weighted<T>(chance: ReturnType<typeof seededChance>, choices: readonly (readonly [T, number])[]): T {
  let left = chance.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices[0]![0];
}
