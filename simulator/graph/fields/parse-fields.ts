import { graphError, type MetaError } from '../errors.ts';
import type { Params } from '../request/read-request.ts';

/** One field as a client asked for it: `media.limit(3).as(posts){id,children{media_type}}`. */
export type FieldRequest = {
  name: string;
  /** What the answer calls it: the name, unless `.as(…)` says otherwise. */
  alias: string;
  /** `limit(3)` and the like; the last one of a name counts. */
  modifiers: Params;
  /** What is asked of what stands behind the field; undefined when there are no braces. */
  fields: readonly FieldRequest[] | undefined;
};

/** Deeper than any client asks, so that a hostile text cannot exhaust the stack. */
const MOST_LEVELS = 12;

/**
 * Reads `fields`: names at commas, modifiers in parentheses after a dot, subfields in braces, spaces anywhere. A JSON list of
 * texts is taken as well. Of a name given twice the last one counts. Throws 2500 for a text that cannot be read.
 */
export function parseFields(text = ''): readonly FieldRequest[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (text.length > longestKept) return scan(text);
  // By way of bytes: what is kept must not hold on to the whole query that it was cut from.
  const copy = Buffer.from(text).toString();
  const fields = scan(copy === text ? copy : text);
  if (copy !== text) return fields;
  if (read.size >= mostKept) read.clear();
  read.set(copy, fields);
  return fields;
}

/** Clients ask for the same fields again and again. What was read is never changed. */
const read = new Map<string, readonly FieldRequest[]>();
const mostKept = 500;
const longestKept = 500;

function scan(text: string): FieldRequest[] {
  const scanner = new Scanner(flattenJson(text));
  const fields = readList(scanner, 1);
  scanner.skipSpaces();
  if (!scanner.isAtEnd) throw scanner.refuse('end of string');
  return fields;
}

/** `["id","caption"]` means `id,caption`. */
function flattenJson(text: string): string {
  if (!text.trimStart().startsWith('[')) return text;
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every((each) => typeof each === 'string')) return list.join(',');
  } catch {
    // Not JSON: the scanner says where it stops making sense.
  }
  return text;
}

function readList(scanner: Scanner, level: number): FieldRequest[] {
  const fields = new Map<string, FieldRequest>();
  if (level > MOST_LEVELS) throw scanner.refuse('fewer levels of fields');
  for (;;) {
    scanner.skipSpaces();
    // A stray comma and an empty list are taken, as Meta takes them.
    if (scanner.take(',')) continue;
    if (scanner.isAtEnd || scanner.isAt('}')) return [...fields.values()];
    const field = readField(scanner, level);
    fields.set(field.alias, field);
    scanner.skipSpaces();
    if (!scanner.isAtEnd && !scanner.isAt('}') && !scanner.take(',')) throw scanner.refuse('end of string');
  }
}

function readField(scanner: Scanner, level: number): FieldRequest {
  const name = scanner.takeName();
  if (name === '') throw scanner.refuse('string');
  const modifiers = new Map<string, string>();
  for (;;) {
    scanner.skipSpaces();
    if (!scanner.take('.')) break;
    const modifier = scanner.takeName();
    if (modifier === '') throw scanner.refuse('string');
    modifiers.set(modifier, scanner.take('(') ? scanner.takeArgument() : '');
  }
  let fields: FieldRequest[] | undefined;
  if (scanner.take('{')) {
    fields = readList(scanner, level + 1);
    if (!scanner.take('}')) throw scanner.refuse('"}"');
  }
  return { name, alias: modifiers.get('as') || name, modifiers, fields };
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  isAt(char: string): boolean {
    return this.#text[this.#at] === char;
  }

  take(char: string): boolean {
    if (!this.isAt(char)) return false;
    this.#at += 1;
    return true;
  }

  skipSpaces(): void {
    this.takeWhile(/\s/);
  }

  takeName(): string {
    this.skipSpaces();
    return this.takeWhile(/[\w:/-]/);
  }

  /** Up to the closing parenthesis that belongs to the one just taken; brackets inside and quotes around are part of the value. */
  takeArgument(): string {
    const from = this.#at;
    for (let open = 1; !this.isAtEnd; this.#at += 1) {
      if (this.isAt('(')) open += 1;
      if (this.isAt(')')) open -= 1;
      if (open > 0) continue;
      const argument = this.#text.slice(from, this.#at).trim();
      this.#at += 1;
      return argument.replace(/^(["'])(.*)\1$/s, '$2');
    }
    throw this.refuse('")"');
  }

  /** Meta's words from memory, 2026. */
  refuse(expected: string): MetaError {
    const found = this.isAtEnd ? 'end of string' : `"${this.#text[this.#at]}"`;
    return graphError({
      message: `Syntax error "Expected ${expected} instead of ${found}." at character ${this.#at}: ${this.#text.slice(0, 200)}`,
      code: 2500,
    });
  }

  private takeWhile(kind: RegExp): string {
    const from = this.#at;
    while (!this.isAtEnd && kind.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }
}
