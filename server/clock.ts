/** What time it is for everything that is due or expires. Leases use the database's clock instead. */
export interface Clock {
  now(): Date;
}

/** Wall time. */
export const wallClock: Clock = { now: () => new Date() };

/** A clock that is told the time: wall time plus an offset that can be moved. */
export interface MovableClock extends Clock {
  offsetSeconds(): number;
  setOffset(seconds: number): void;
}

export function movableClock(base: Clock = wallClock): MovableClock {
  let offset = 0;
  return {
    now: () => new Date(base.now().getTime() + offset * 1000),
    offsetSeconds: () => offset,
    setOffset: (seconds) => {
      offset = seconds;
    },
  };
}

/** A clock that stands still until it is moved; for tests. */
export function frozenClock(at: string | Date): Clock & { advance(seconds: number): void } {
  let time = new Date(at).getTime();
  return {
    now: () => new Date(time),
    advance: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** `date` moved by a number of seconds. */
export function plusSeconds(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
