import { type Fault, type FaultInput, type Meeting, meets } from './fault.ts';

/** The scripted faults that are still to come, oldest first. They live with the process, not with the world. */
export type Faults = {
  add(input: FaultInput): Fault;
  list(): Fault[];
  clear(): void;
  /** Uses up one time of the oldest fault meant for this request. */
  take(request: Meeting): Fault | undefined;
};

/** `draw` gives the number in [0, 1) that belongs to a purpose: what a fault with a share goes by. */
export function createFaults(draw: (purpose: string) => number = () => 0): Faults {
  let coming: Fault[] = [];
  let count = 0;
  let draws = 0;

  function isDrawn({ id, share }: Fault): boolean {
    if (share === undefined) return true;
    draws += 1;
    return draw(`fault:${id}:${draws}`) < share;
  }

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
      const fault = coming.find((each) => meets(each, request) && isDrawn(each));
      if (fault === undefined) return undefined;
      fault.left -= 1;
      coming = coming.filter((each) => each.left > 0);
      return fault;
    },
  };
}
