import { watch } from 'node:fs';
import { join } from 'node:path';

/** Returns a function that resolves after the next change of the product's sources. */
export function watchSources(root: string): () => Promise<'changed'> {
  let wake: () => void = () => undefined;
  for (const folder of ['contract', 'rules', 'server']) {
    watch(join(root, folder), { recursive: true }, () => wake());
  }
  return () =>
    new Promise((resolve) => {
      wake = () => resolve('changed');
    });
}
