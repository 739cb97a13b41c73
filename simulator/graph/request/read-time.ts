const DAY_MS = 24 * 60 * 60 * 1000;

/** What lies outside is no time that a client can mean. */
const [FIRST_MS, LAST_MS] = [0, Date.UTC(2100, 0)];

const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

/**
 * An instant in any of the spellings Meta takes: unix seconds, ISO dates with or without time and offset, the words of PHP's
 * strtotime (`yesterday`, `-7 days`, `2 weeks ago`, `last month`), and the text of a JavaScript or mail date. Without an offset it is
 * UTC (inferred). Unix milliseconds; undefined for what is no time between 1970 and 2100.
 */
export function readTime(text: string, now: number): number | undefined {
  const words = text.trim().toLowerCase();
  if (words === '' || words.length > 80) return undefined;
  const ms = readUnix(words) ?? readIso(words) ?? readWords(words, now) ?? readDateText(words);
  return ms !== undefined && ms >= FIRST_MS && ms <= LAST_MS ? ms : undefined;
}

function readUnix(words: string): number | undefined {
  return /^@?\d{1,12}$/.test(words) ? Number(words.replace('@', '')) * 1000 : undefined;
}

/** The `+` of an offset arrives as a space when a client did not encode it. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?(z|utc|gmt|[+\- ]?\d{2}:?\d{2})?)?$/;

function readIso(words: string): number | undefined {
  const match = ISO.exec(words);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const isOver = month > 12 || day > 31 || hour > 24 || minute > 59 || second > 60;
  if (isOver || month === 0 || day === 0) return undefined;
  const fraction = Number(`0.${match[7] ?? 0}`) * 1000;
  const parts = [hour, minute, second].map((part) => (Number.isNaN(part) ? 0 : part));
  const at = Date.UTC(year, month - 1, day, parts[0], parts[1], parts[2], Math.trunc(fraction));
  return at - offsetMs(match[8] ?? 'z');
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+\- ]?)(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (hours === undefined || minutes === undefined) return 0;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
}

const unitMs: Record<string, number> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
  fortnight: 14 * DAY_MS,
};

/** `now`, `yesterday`, and any number of steps: `-1 week 2 days`, `last month`, `3 hours ago`. */
function readWords(words: string, now: number): number | undefined {
  const midnight = now - (now % DAY_MS);
  const anchors: Record<string, number> = {
    now,
    today: midnight,
    midnight,
    noon: midnight + DAY_MS / 2,
    yesterday: midnight - DAY_MS,
    tomorrow: midnight + DAY_MS,
  };
  const [, anchor = 'now', rest = ''] =
    /^(now|today|midnight|noon|yesterday|tomorrow)?(.*)$/s.exec(words) ?? [];
  const start = anchors[anchor];
  const steps = rest.trim();
  if (start === undefined || steps === '') return start;
  const step = /([+-]?\s*\d{1,6}|last|next|an?)\s*([a-z]+?)s?\b(\s*ago)?/g;
  if (steps.replace(step, '').replaceAll(/[\s,]|and/g, '') !== '') return undefined;
  let at = start;
  for (const [, amount = '', unit = '', ago] of steps.matchAll(step)) {
    const stepped = takeStep(at, countOf(amount) * (ago === undefined ? 1 : -1), unit);
    if (stepped === undefined) return undefined;
    at = stepped;
  }
  return at;
}

function countOf(amount: string): number {
  const named: Record<string, number> = { last: -1, next: 1, a: 1, an: 1 };
  return named[amount] ?? Number(amount.replaceAll(/\s/g, ''));
}

function takeStep(at: number, count: number, unit: string): number | undefined {
  if (unit === 'month' || unit === 'year') {
    const date = new Date(at);
    const months = unit === 'year' ? count * 12 : count;
    return date.setUTCMonth(date.getUTCMonth() + months);
  }
  const ms = Object.hasOwn(unitMs, unit) ? unitMs[unit] : undefined;
  return ms === undefined ? undefined : at + count * ms;
}

/** `Wed, 25 Nov 2026 09:30:00 GMT`, `Wed Nov 25 2026 09:30:00 GMT+0100 (CET)`, `25 November 2026`, `11/25/2026`. */
function readDateText(words: string): number | undefined {
  const text = words.replace(/\(.*\)$/, '').trim();
  const isDate = (MONTH.test(text) && /\b\d{4}\b/.test(text)) || /^\d{1,2}\/\d{1,2}\/\d{4}\b/.test(text);
  if (!isDate) return undefined;
  const hasZone = /(?:gmt|utc|z|[+-]\d{2}:?\d{2}|\b[ecmp][sd]t)$/.test(text);
  const at = Date.parse(hasZone ? text : `${text} utc`);
  return Number.isNaN(at) ? undefined : at;
}
