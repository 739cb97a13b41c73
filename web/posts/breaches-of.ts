import type { Breach } from '#rules/breach.ts';

/** The rules that a step or a failure names among its facts, for a person to read. */
export function breachesOf(details: Record<string, unknown>): Pick<Breach, 'sentence' | 'fix' | 'item'>[] {
  const { breaches } = details;
  return Array.isArray(breaches) ? breaches.filter(isBreach) : [];
}

function isBreach(value: unknown): value is Breach {
  return typeof value === 'object' && value !== null && 'sentence' in value && 'fix' in value;
}
