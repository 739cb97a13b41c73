import { defaultFlags } from './flags.ts';
import type { World } from './world.ts';

/** Gives the apps of a world that an earlier release kept the flags that came since. */
export function completeApps(world: World): void {
  for (const app of world.apps.list()) {
    const flags = { ...defaultFlags, ...app.flags };
    if (Object.keys(flags).length > Object.keys(app.flags).length) world.apps.put({ ...app, flags });
  }
}
