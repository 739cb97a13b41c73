import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const simulator = join(import.meta.dirname, '..');

/**
 * Every name and short value that the simulator's own source knows: parameters, fields, metrics, enum values, scopes. What a
 * new route reads is fuzzed from the moment it lands, without a list to keep.
 */
export function listKnownWords(): string[] {
  const files = globSync('{graph,oauth,upload,webhooks,audience,pages,faults,world}/**/*.ts', {
    cwd: simulator,
  });
  const words = new Set<string>();
  for (const file of files.filter((path) => !path.endsWith('.test.ts')).toSorted()) {
    const text = readFileSync(join(simulator, file), 'utf8');
    for (const [, word = ''] of text.matchAll(/'([\w.:,-]{2,40})'/g))
      if (!word.endsWith('.ts')) words.add(word);
    for (const [word] of text.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b/g)) words.add(word);
  }
  return [...words].toSorted();
}
