import type { Module } from './read-module.ts';

/** A circle of imports that exists at run time, as the paths around it (first and last the same), or undefined. */
export function findCycle(modules: Module[]): string[] | undefined {
  const neighbours = new Map(modules.map((module) => [module.path, runTimeTargets(module)]));
  const finished = new Set<string>();
  for (const { path } of modules) {
    const cycle = follow(path, [], neighbours, finished);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Types are erased, and a dynamic import is read when both files stand already. */
function runTimeTargets(module: Module): string[] {
  return module.imports.flatMap(({ target, isTypeOnly, isDynamic }) =>
    target === undefined || isTypeOnly || isDynamic ? [] : [target],
  );
}

function follow(
  path: string,
  way: string[],
  neighbours: Map<string, string[]>,
  finished: Set<string>,
): string[] | undefined {
  if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
  if (finished.has(path)) return undefined;
  for (const next of neighbours.get(path) ?? []) {
    const cycle = follow(next, [...way, path], neighbours, finished);
    if (cycle) return cycle;
  }
  finished.add(path);
  return undefined;
}
