import type { Ask } from '../fields/node-type.ts';
import { requiredParameter } from '../errors.ts';
import { mustBeOneOf } from './errors.ts';
import { readTexts } from '../request/read-list.ts';

/** More than any list of metrics or breakdowns is long. */
const MOST_NAMES = 100;

/** `metric`, as asked for, each once. Throws when there is none. */
export function readMetricNames({ modifiers }: Ask): string[] {
  const names = readNames(modifiers, 'metric');
  if (names.length === 0) throw requiredParameter('metric');
  return names;
}

/** `breakdown`, each once; refuses those that no metric has. */
export function readBreakdowns({ modifiers }: Ask, known: readonly string[]): string[] {
  const names = readNames(modifiers, 'breakdown');
  const unknown = names.findIndex((name) => !known.includes(name));
  if (unknown !== -1) throw mustBeOneOf(`breakdown[${unknown}]`, known);
  return names;
}

/** One of a few words, in any case; undefined when nothing was said. */
export function readWord<Word extends string>(
  { modifiers }: Ask,
  name: string,
  known: readonly Word[],
): Word | undefined {
  const text = modifiers.get(name)?.trim().toLowerCase() ?? '';
  if (text === '') return undefined;
  const word = known.find((each) => each === text);
  if (word === undefined) throw mustBeOneOf(name, known);
  return word;
}

/** A list that cannot be read is one name that nobody knows. */
function readNames(modifiers: Ask['modifiers'], name: string): string[] {
  const names = readTexts(modifiers, name) ?? [modifiers.get(name) ?? ''];
  return [...new Set(names.map((each) => each.trim()).filter((each) => each !== ''))].slice(0, MOST_NAMES);
}
