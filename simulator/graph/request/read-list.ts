import { parseJson } from './read-body.ts';
import type { Params } from './read-request.ts';

/**
 * A list in any of the spellings Meta takes: `a,b`, `["a","b"]`, and JSON with unquoted keys or single quotes as Meta's samples
 * write it. One object stands for a list of one. Numbers, also large ones, become text; objects keep their members. An absent or
 * empty parameter is an empty list; undefined: it begins like JSON and is none.
 */
export function readList(params: Params, name: string): unknown[] | undefined {
  const text = params.get(name)?.trim() ?? '';
  if (text === '') return [];
  if (!/^[[{"]/.test(text)) return text.split(',').flatMap((each) => each.trim() || []);
  const read = parseLoosely(text);
  if (read === undefined) return undefined;
  const entries = Array.isArray(read) ? (read as unknown[]) : [read];
  // `"a,b"`: the comma list, quoted as a whole.
  if (typeof read === 'string') return read.split(',').flatMap((each) => each.trim() || []);
  return entries.map((entry) => (typeof entry === 'number' ? String(entry) : entry));
}

/** The same for a list of texts; undefined also when an entry is no text. */
export function readTexts(params: Params, name: string): string[] | undefined {
  const list = readList(params, name);
  return list?.every((entry) => typeof entry === 'string') ? list : undefined;
}

/** JSON, or nearly: keys without quotes, texts in single quotes. Undefined for what is neither. */
export function parseLoosely(text: string): unknown {
  for (const candidate of [text, quoteKeys(text)]) {
    try {
      return parseJson(candidate);
    } catch {
      // The second candidate is tried next; neither being JSON is the caller's refusal.
    }
  }
  return undefined;
}

function quoteKeys(text: string): string {
  return text.replaceAll(/([{,]\s*)([A-Za-z_]+)\s*:/g, '$1"$2":').replaceAll("'", '"');
}
