import { expect, test } from 'vitest';
import { folderRules } from './scripts/boundaries/folder-rules.ts';
import { moduleRules } from './scripts/boundaries/module-rules.ts';
import { reachRules } from './scripts/boundaries/reach-rules.ts';
import { readModule } from './scripts/boundaries/read-module.ts';
import { readSources } from './scripts/boundaries/read-sources.ts';
import { shapeRules } from './scripts/boundaries/shape-rules.ts';

/*
 * The fence around the house: each rule holds for every file of the project, catches the violations that are planted
 * for it, and leaves their lawful neighbours alone. A rule that was never seen to bite is no rule.
 */

const rules = [...folderRules, ...moduleRules, ...reachRules, ...shapeRules];
const modules = readSources(import.meta.dirname).map(readModule);

test.each(rules)('$says', ({ check }) => {
  expect(check(modules)).toEqual([]);
});

const violations = rules.flatMap(({ says, check, bites }) =>
  bites.map((sources) => ({ says, check, sources })),
);
test.each(violations)('a planted violation is caught: $says ($sources.0.path)', ({ check, sources }) => {
  expect(check(sources.map(readModule))).not.toEqual([]);
});

const neighbours = rules.flatMap(({ says, check, spares }) =>
  spares.map((sources) => ({ says, check, sources })),
);
test.each(neighbours)('a lawful neighbour is left alone: $says ($sources.0.path)', ({ check, sources }) => {
  expect(check(sources.map(readModule))).toEqual([]);
});

test('every rule has a planted violation and a lawful neighbour', () => {
  expect(rules.filter(({ bites, spares }) => bites.length === 0 || spares.length === 0)).toEqual([]);
});

test('the fence reads the whole project', () => {
  const paths = new Set(modules.map((module) => module.path));
  const targets = modules.flatMap((module) => module.imports.flatMap(({ target }) => target ?? []));

  expect(modules.length).toBeGreaterThan(150);
  expect(targets.length).toBeGreaterThan(400);
  expect(targets.filter((target) => /\.tsx?$/.test(target) && !paths.has(target))).toEqual([]);
});

test('a file that does not parse is not passed over', () => {
  expect(() => readModule({ path: 'server/a.ts', text: 'import { from' })).toThrow('does not parse');
});
