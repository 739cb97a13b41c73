import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextWriteStep, type WriteProgress, type WriteStep } from './next-write-step.ts';

const at = (seconds: number) => new Date(seconds * 1000);
const makes = { isRepeatable: false, canLook: true };
const comesToTheSame = { isRepeatable: true, canLook: true };
const unseen = { isRepeatable: true, canLook: false };
const written: WriteProgress = {
  state: 'writing',
  calls: 1,
  calledAt: at(0),
  requestedAt: at(0),
  isRefused: false,
  kind: makes,
};

const table: [string, Partial<WriteProgress>, number, WriteStep][] = [
  ['is written', { state: 'waiting', calls: 0 }, 0, { do: 'write' }],
  ['is not written a day late', { state: 'waiting' }, 86_400, { do: 'fail', because: 'too_late' }],
  ['is looked for after a call', {}, 1, { do: 'look' }],
  ['is done when it is there', { seen: 'there' }, 1, { do: 'settle' }],
  ['is done when it is there though it was refused', { seen: 'there', isRefused: true }, 1, { do: 'settle' }],
  [
    'has failed when it was refused',
    { seen: 'absent', isRefused: true },
    1,
    { do: 'fail', because: 'refused' },
  ],
  ['is waited for', { seen: 'absent' }, 59, { do: 'wait', seconds: 5 }],
  ['is written once more after a minute', { seen: 'absent' }, 60, { do: 'write' }],
  ['is not written a third time', { seen: 'absent', calls: 2 }, 60, { do: 'give_up' }],
  ['is given up when nobody can tell', { seen: 'unclear' }, 60, { do: 'give_up' }],
  [
    'is done again at once when that is the same',
    { kind: comesToTheSame, seen: 'absent' },
    1,
    { do: 'write' },
  ],
  ['is not tried for ever', { kind: comesToTheSame, seen: 'absent', calls: 6 }, 1, { do: 'give_up' }],
  ['is asked again when nobody can look', { kind: unseen }, 1, { do: 'write' }],
  [
    'has failed when Instagram says so',
    { kind: unseen, isRefused: true },
    1,
    { do: 'fail', because: 'refused' },
  ],
  ['is given up after six questions', { kind: unseen, calls: 6 }, 1, { do: 'give_up' }],
];

test.each(table)('a write %s', (_, given, now, step) => {
  expect(nextWriteStep({ ...written, ...given }, at(now))).toEqual(step);
});

/** What becomes of one call: it works, never arrives, is done but its answer is lost, or is refused. */
type Luck = 'works' | 'never_arrives' | 'answer_lost' | 'refused';

interface Plan {
  kind: 'makes' | 'comes_to_the_same' | 'once_for_each';
  luck: Luck[];
  looksFail: boolean[];
  pauses: number[];
}

/** Carries out the steps as `advanceWrite` does against a small Instagram, and counts what it holds in the end. */
function run(plan: Plan): { state: string; made: number } {
  let [now, calls, looks, made, steps] = [0, 0, 0, 0, 0];
  const kind = { makes, comes_to_the_same: comesToTheSame, once_for_each: unseen }[plan.kind];
  let write: WriteProgress = { ...written, state: 'waiting', calls: 0, calledAt: null, kind };
  const act = () => {
    made = plan.kind === 'makes' ? made + 1 : 1;
  };
  for (let step = nextWriteStep(write, at(now)); steps++ < 2000; step = nextWriteStep(write, at(now))) {
    if (step.do === 'look') {
      if (plan.looksFail[looks++] ?? false) {
        now += 5;
        continue;
      }
      step = nextWriteStep({ ...write, seen: made > 0 ? 'there' : 'absent' }, at(now));
    }
    if (step.do === 'settle') return { state: 'done', made };
    if (step.do === 'fail') return { state: 'failed', made };
    if (step.do === 'give_up') return { state: 'unconfirmed', made };
    if (step.do === 'wait') now += step.seconds;
    if (step.do === 'write') {
      // The intent is saved first: a worker that dies now leaves just this.
      write = { ...write, state: 'writing', calls: write.calls + 1, calledAt: at(now), isRefused: false };
      const luck = plan.luck[calls++] ?? 'works';
      const isDoneAlready = plan.kind === 'once_for_each' && made > 0;
      if (luck === 'works') {
        if (!isDoneAlready) act();
        return { state: 'done', made };
      }
      if (luck === 'answer_lost') act();
      if (luck === 'refused') write = { ...write, isRefused: true };
    }
    now += plan.pauses[steps % Math.max(plan.pauses.length, 1)] ?? 1;
  }
  return { state: 'still moving', made };
}

const seed = 20_261_127;
const plans = fc.record<Plan>({
  kind: fc.constantFrom('makes', 'comes_to_the_same', 'once_for_each'),
  luck: fc.array(fc.constantFrom<Luck>('works', 'never_arrives', 'answer_lost', 'refused'), { maxLength: 8 }),
  looksFail: fc.array(fc.boolean(), { maxLength: 8 }),
  pauses: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 5 }),
});

test(`whatever is lost on the way, nothing is made twice and what is told is so (seed ${seed})`, () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { state, made } = run(plan);
      expect(made).toBeLessThanOrEqual(1);
      expect(state).not.toBe('still moving');
      if (state === 'done') expect(made).toBe(1);
      // A private reply that was done and then refused says `already_replied_privately`, which its method takes as done.
      if (state === 'failed' && plan.kind !== 'once_for_each') expect(made).toBe(0);
    }),
    { seed, numRuns: 3000 },
  );
});
