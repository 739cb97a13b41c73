import type { Dependants } from './context.ts';

/**
 * What the modules above connections ask to be told, as one: every hook of every module is called in the order of the list,
 * one after the other, for they share the caller's transaction; their counts are added up.
 */
export function combineDependants(modules: readonly Partial<Dependants>[]): Dependants {
  return {
    countOpen: (...told) => sum(modules, (module) => module.countOpen?.(...told)),
    countPaused: (...told) => sum(modules, (module) => module.countPaused?.(...told)),
    pause: (...told) => sum(modules, (module) => module.pause?.(...told)),
    reattach: (...told) => sum(modules, (module) => module.reattach?.(...told)),
    erase: (...told) => sum(modules, (module) => module.erase?.(...told)),
    takeOver: (...told) => sum(modules, (module) => module.takeOver?.(...told)),
    async lower(...told) {
      for (const module of modules) await module.lower?.(...told);
    },
    async changeZone(...told) {
      for (const module of modules) await module.changeZone?.(...told);
    },
  };
}

async function sum(
  modules: readonly Partial<Dependants>[],
  ask: (module: Partial<Dependants>) => Promise<number> | undefined,
): Promise<number> {
  let total = 0;
  for (const module of modules) total += (await ask(module)) ?? 0;
  return total;
}
