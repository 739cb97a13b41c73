import { type Fault, type FaultInput, meets } from './fault.ts';

/** The scripted faults that are still to come, oldest first. They live with the process, not with the world. */
export type Faults = {
  add(input: FaultInput): Fault;
  list(): Fault[];
  clear(): void;
  /** Uses up one time of the oldest fault meant for this request. */
  take(request: { host: string; method: string; path: string }): Fault | undefined;
};

export function createFaults(): Faults {
  let coming: Fault[] = [];
  let count = 0;
  return {
    add(input) {
      count += 1;
      const fault = { ...input, id: String(count), left: input.times };
      coming.push(fault);
      return fault;
    },
    list: () => coming.map((fault) => ({ ...fault })),
    clear() {
      coming = [];
    },
    take(request) {
      const fault = coming.find((each) => meets(each, request));
      if (fault === undefined) return undefined;
      fault.left -= 1;
      coming = coming.filter((each) => each.left > 0);
      return fault;
    },
  };
}
