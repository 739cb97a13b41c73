/** One request a client made. It may hold tokens: it is the simulator's own and never leaves it but on request. */
type JournalEntry = {
  id: number;
  /** Unix milliseconds on the world's clock. */
  at: number;
  host: string;
  method: string;
  path: string;
  query: Record<string, string>;
  form: Record<string, string>;
  /** From the Authorization header or a parameter. */
  accessToken?: string;
  /** Absent while the request runs and when the connection was cut. */
  status?: number;
  /** The kind of the fault it met. */
  fault?: string;
};

/** The last requests, oldest first, in memory only. */
export type Journal = {
  add(entry: Omit<JournalEntry, 'id'>): JournalEntry;
  list(): JournalEntry[];
  clear(): void;
};

/** Enough for a long test, small enough to forget. */
const capacity = 5000;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  let count = 0;
  return {
    add(entry) {
      count += 1;
      const numbered = { ...entry, id: count };
      entries.push(numbered);
      if (entries.length > capacity) entries = entries.slice(-capacity);
      return numbered;
    },
    list: () => [...entries],
    clear() {
      entries = [];
    },
  };
}
