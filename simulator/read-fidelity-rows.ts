import { readFileSync } from 'node:fs';

export type FidelityRow = {
  /** `GET graph.*\/:node`, as it stands there. */
  row: string;
  fidelity: string;
  /** Where the facts come from, and of when they are. */
  source: string;
};

/** The rows of FIDELITY.md that name an endpoint. */
export function readFidelityRows(): FidelityRow[] {
  const page = readFileSync(new URL('FIDELITY.md', import.meta.url), 'utf8');
  const lines = page.matchAll(/^\| ((?:GET|POST|PUT|PATCH|DELETE) \S+) \| ([^|]*?) \| .*\| ([^|]*?) \|$/gm);
  return Array.from(lines, ([, row = '', fidelity = '', source = '']) => ({ row, fidelity, source }));
}
