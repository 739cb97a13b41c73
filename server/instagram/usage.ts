import type { Usage } from './instagram.ts';
import { parseJson, recordOf } from './parse-json.ts';

/**
 * How much of the calls that Meta allows are used up, from the headers of any answer; undefined when they say nothing.
 * The fullest of all counts, for whichever is full first closes the door. Meta: Rate Limits, read 2026-09.
 */
export function usageOf(headers: Headers): Usage | undefined {
  const plain = ['x-app-usage', 'x-page-usage'].flatMap((name) => countsOf(headers.get(name)));
  const byObject = Object.values(recordOf(parsed(headers.get('x-business-use-case-usage'))));
  const rows = byObject.flatMap((each) => (Array.isArray(each) ? each.map(recordOf) : []));
  const percents = [...plain, ...rows.flatMap(percentsOf)];
  const regainMinutes = Math.max(0, ...rows.map((row) => numberOf(row.estimated_time_to_regain_access)));
  if (percents.length === 0 && regainMinutes === 0) return undefined;
  return { percent: Math.max(0, ...percents), regainSeconds: regainMinutes * 60 };
}

const countsOf = (header: string | null) => percentsOf(recordOf(parsed(header)));

function percentsOf(counts: Record<string, unknown>): number[] {
  return ['call_count', 'total_cputime', 'total_time', 'call_volume', 'cpu_time']
    .filter((name) => typeof counts[name] === 'number')
    .map((name) => numberOf(counts[name]));
}

function parsed(header: string | null): unknown {
  if (!header) return undefined;
  try {
    return parseJson(header);
  } catch {
    // A header that nobody can read tells nothing; the answer beside it stands.
    return undefined;
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
}
