/**
 * Where in an input stands text that PostgreSQL cannot keep, as paths like `items.0.altText`: null bytes, and halves of
 * characters. Answered as a wrong input, in one place, so that no operation meets it as a fault of the database.
 */
export function findUnkeptText(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...findUnkeptText(name, path),
    ...findUnkeptText(part, path === '' ? name : `${path}.${name}`),
  ]);
}
