import type { Showing } from './showing.ts';
import { kindOf, numberOf, type Stream } from './stream.ts';

/** Whom one count has met. */
export type Marks = {
  /** Forgets everybody. */
  begin(): void;
  /** Whether contact `j` is the first of its person since `begin`; from now on it is not. */
  isNew(stream: Stream, j: number): boolean;
};

/** Marks for everybody whom these media can meet: a number for each instead of a set, since a count meets up to some hundred thousand. */
export function createMarks(showings: readonly Showing[]): Marks {
  const queues = showings.map((showing) => showing.followers).filter((stream) => stream.size > 0);
  const lowest = queues.reduce((low, stream) => Math.min(low, stream.first), Infinity);
  const highest = queues.reduce((high, stream) => Math.max(high, stream.first + stream.among), -Infinity);
  const outsiders = showings.reduce((most, { outsiders: { among } }) => Math.max(most, among), 0);
  const metIn = {
    queue: new Uint32Array(Math.max(0, highest - lowest)),
    outsider: new Uint32Array(outsiders),
  };
  const newcomers = new Set<number>();
  let count = 0;

  return {
    begin() {
      count += 1;
      newcomers.clear();
    },
    isNew(stream, j) {
      const number = numberOf(stream, j);
      if (kindOf(stream, j) === 'newcomer') {
        const isNew = !newcomers.has(number);
        newcomers.add(number);
        return isNew;
      }
      const marks = metIn[stream.kind];
      const at = stream.kind === 'queue' ? number - lowest : number;
      if (marks[at] === count) return false;
      marks[at] = count;
      return true;
    },
  };
}
