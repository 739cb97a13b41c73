/** One request a client made. It may hold tokens: it is the simulator's own and never leaves it but on request. */
type JournalEntry = {
  id: number;
  /** Unix milliseconds on the world's clock. */
  at: number;
  host: string;
  method: string;
  path: string;
  /** Of more than 8,000 characters each value is cut short, and says how long it was. */
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
/** Characters of parameters that one entry keeps. */
const mostText = 8000;
/** Characters of a value, and values, that are kept when there are more than that. */
const shortValue = 200;
const mostValues = 40;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  let count = 0;
  return {
    add(entry) {
      count += 1;
      const { query, form } = entry;
      const numbered = { ...entry, id: count, query: keepShort(query), form: keepShort(form) };
      entries.push(numbered);
      // Cut seldom: a cut copies the rest.
      if (entries.length >= 2 * capacity) entries = entries.slice(-capacity);
      return numbered;
    },
    list: () => entries.slice(-capacity),
    clear() {
      entries = [];
    },
  };
}

function keepShort(values: Record<string, string>): Record<string, string> {
  const all = Object.entries(values);
  const size = all.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size <= mostText) return values;
  return Object.fromEntries(all.slice(0, mostValues).map(([name, value]) => [cut(name), cut(value)]));
}

function cut(text: string): string {
  const start = text.slice(0, shortValue);
  // By way of bytes: a slice would keep the whole text it was cut from.
  const copy = Buffer.from(start).toString();
  return text.length > shortValue ? `${copy}… (${text.length} characters)` : copy;
}
