import fc from 'fast-check';
import type { Simulator } from '../create-simulator.ts';
import { judgeAnswer } from './judge-answer.ts';
import { listKnownWords } from './known-words.ts';
import { anyStep, type Step } from './plan-request.ts';
import { setStage } from './stage.ts';

/** Steps that meet one world, where each finds what the earlier ones left. */
const stepsPerWorld = 120;
/** Worlds that may be spent on finding a shorter way to the same fault. */
const mostTries = 120;

export type FuzzOptions = {
  seed: number;
  /** At least so many are sent. */
  requests: number;
  /** Stands between the request and the simulator: a test plants a failure here. */
  answer?: (simulator: Simulator, request: Request) => Promise<Response>;
  /** How long an answer may take that waits for nobody; 15 seconds unless told. */
  patienceMs?: number;
};

export type FuzzOutcome = { requests: number; worlds: number; statuses: Map<string, number> };

type Way = Required<Pick<FuzzOptions, 'answer' | 'patienceMs'>>;
type Fault = { request: string; wrong: string; steps: Step[] };

/**
 * Sends hostile requests to every mounted endpoint of fresh worlds. Throws at the first answer that breaks the rules, with the
 * fewest steps that lead there. The same seed sends the same requests.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzOutcome> {
  const { seed, requests, answer = ask, patienceMs = 15_000 } = options;
  const outcome: FuzzOutcome = { requests: 0, worlds: 0, statuses: new Map() };
  const steps = fc.array(anyStep(listKnownWords()), {
    minLength: stepsPerWorld,
    maxLength: stepsPerWorld,
    size: 'max',
  });
  const count = async (simulator: Simulator, request: Request) => {
    const response = await answer(simulator, request);
    const key = `${new URL(request.url).pathname.split('/')[1]} ${response.status}`;
    outcome.statuses.set(key, (outcome.statuses.get(key) ?? 0) + 1);
    outcome.requests += 1;
    return response;
  };
  while (outcome.requests < requests) {
    const [sequence = []] = fc.sample(steps, { seed: seed + outcome.worlds, numRuns: 1 });
    outcome.worlds += 1;
    const fault = await walk(sequence, { answer: count, patienceMs });
    if (fault !== undefined) throw new Error(tell(seed, await shorten(fault, { answer, patienceMs })));
  }
  return outcome;
}

/** Takes the steps in a world of their own, up to the first answer that breaks the rules. */
async function walk(steps: Step[], { answer, patienceMs }: Way): Promise<Fault | undefined> {
  const stage = await setStage();
  try {
    for (const [at, step] of steps.entries()) {
      if (step.kind !== 'request') {
        stage.happen(step);
        continue;
      }
      const request = stage.build(step.plan);
      if (request === undefined) continue;
      const told = `${request.method} ${cutShort(request.url)}`;
      const wrong = await judgeAnswer(request, patienceMs, (asked) => answer(stage.simulator, asked));
      if (wrong !== undefined) return { request: told, wrong, steps: steps.slice(0, at + 1) };
    }
    return undefined;
  } finally {
    await stage.close();
  }
}

/** Leaves out ever smaller pieces of the way while what is left still breaks the rules. */
async function shorten(first: Fault, way: Way): Promise<Fault> {
  let fault = (await walk(first.steps.slice(-1), way)) ?? first;
  let tries = 0;
  for (let size = fault.steps.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from + size < fault.steps.length && tries < mostTries; tries += 1) {
      const rest = fault.steps.toSpliced(from, size);
      const again = await walk(rest, way);
      if (again === undefined) from += size;
      else fault = again;
    }
  }
  return fault;
}

function tell(seed: number, { request, wrong, steps }: Fault): string {
  const way = steps.map((step) => cutShort(JSON.stringify(step))).join('\n');
  return `Seed ${seed}: ${request}\n${wrong}\nThe way there:\n${way}`;
}

function ask(simulator: Simulator, request: Request): Promise<Response> {
  return simulator.fetch(request);
}

function cutShort(text: string): string {
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${text.length} characters)` : text;
}
