import type { Import, Module } from './read-module.ts';
import type { Source } from './read-sources.ts';

/** One rule of the house, with the violations that it must catch and the neighbours that it must leave alone. */
export interface Rule {
  /** The rule as a sentence. */
  says: string;
  /** One line per violation, beginning with the path; empty when the rule holds. */
  check: (modules: Module[]) => string[];
  /** Each is a small project of its own that breaks the rule. */
  bites: Source[][];
  /** Each looks alike and is allowed. */
  spares: Source[][];
}

/** A planted project of one file. */
export function plant(path: string, text: string): Source[] {
  return [{ path, text }];
}

/** A rule about each import by itself: `refuse` answers whether it breaks the rule. */
export function importRule(
  says: string,
  refuse: (module: Module, imported: Import) => boolean,
  examples: Pick<Rule, 'bites' | 'spares'>,
): Rule {
  return {
    says,
    check: (modules) =>
      modules.flatMap((module) =>
        module.imports
          .filter((imported) => refuse(module, imported))
          .map(({ specifier }) => `${module.path} imports ${specifier}`),
      ),
    ...examples,
  };
}
