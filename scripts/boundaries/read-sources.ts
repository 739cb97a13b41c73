import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of ours: its path from the project's root, with forward slashes, and its text. */
export interface Source {
  path: string;
  text: string;
}

const folders = ['contract', 'rules', 'server', 'simulator', 'web', 'e2e', 'scripts'];

/** Every TypeScript file of the project, and the few plain scripts, sorted by path. */
export function readSources(root: string): Source[] {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name).replaceAll('\\', '/'),
    ),
  );
  return [...readdirSync(root), ...inFolders]
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
