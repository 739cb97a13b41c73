/**
 * JSON as Meta writes it, with every integer that a double cannot hold kept as its digits. The code exchange sends
 * `user_id` as a bare 17-digit number.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  );
}

/** `value` when it is an object, else an empty one. */
export function recordOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A Graph id: digits, so that it can stand in a path. Undefined for anything else. */
export function idOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d{1,32}$/.test(text) ? text : undefined;
}

/** An id or text as text; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}
