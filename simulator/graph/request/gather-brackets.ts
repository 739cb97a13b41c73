type Branch = Map<string, Branch | string>;

/** `name`, then up to five keys in brackets. */
const BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\]){1,5})$/;

/**
 * Parameters by name; of a name given twice the last one counts. Names with brackets, as PHP and many clients write lists, become
 * one JSON text under the bare name: `a[]=1&a[]=2` is `["1","2"]`, `a[0][x]=1` is `[{"x":"1"}]`, `a[x]=1` is `{"x":"1"}`.
 */
export function gatherBrackets(fields: Iterable<[string, string]>): Map<string, string> {
  const plain = new Map<string, string>();
  const branches = new Map<string, Branch>();
  for (const [name, value] of fields) {
    const [, bare, keys] = name.includes('[') ? (BRACKETED.exec(name) ?? []) : [];
    if (bare === undefined || keys === undefined) {
      plain.set(name, value);
      continue;
    }
    const branch = branches.get(bare) ?? new Map<string, Branch | string>();
    branches.set(bare, branch);
    place(branch, keys.slice(1, -1).split(']['), value);
  }
  for (const [bare, branch] of branches) plain.set(bare, JSON.stringify(write(branch)));
  return plain;
}

function place(branch: Branch, [first = '', ...rest]: string[], value: string): void {
  const key = first === '' ? String(branch.size) : first;
  if (rest.length === 0) {
    branch.set(key, value);
    return;
  }
  const there = branch.get(key);
  const next = there instanceof Map ? there : new Map<string, Branch | string>();
  branch.set(key, next);
  place(next, rest, value);
}

/** A list when every key is a number, in the order of the numbers. */
function write(branch: Branch): unknown {
  const entries = [...branch].map(([key, value]): [string, unknown] => [
    key,
    typeof value === 'string' ? value : write(value),
  ]);
  if (!entries.every(([key]) => /^\d{1,9}$/.test(key))) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}
