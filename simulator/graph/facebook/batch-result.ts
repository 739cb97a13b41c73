/** `{result=name:$.data.*.id}` in a relative_url or body. */
const reference = /\{result=([^:{}]+):(\$[^{}]*)\}/g;

/** Names of the operations whose results the text uses. */
export function listReferences(text: string): string[] {
  return [...text.matchAll(reference)].map((match) => match[1] ?? '');
}

/** The text with every reference replaced by what it means, urlencoded, several values at commas. */
export function fillIn(text: string, resultOf: (name: string) => unknown): string {
  return text.replaceAll(reference, (_all, name: string, path: string) =>
    select(resultOf(name), path).map(write).map(encodeURIComponent).join(','),
  );
}

/** A few steps of JSONPath: `.name`, `['name']`, `[0]`, `.*`, `[*]`. What fits nothing selects nothing. */
function select(result: unknown, path: string): unknown[] {
  let selected: unknown[] = [result];
  for (const step of path.slice(1).matchAll(/\.?(?:\[['"]?([^\]'"]*)['"]?\]|([^.[\]]+))/g)) {
    const name = step[1] ?? step[2] ?? '';
    selected = selected.flatMap((value) => stepInto(value, name));
  }
  return selected;
}

function stepInto(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (name === '*') return Object.values(value);
  return Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : [];
}

function write(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
