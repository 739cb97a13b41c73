const mostCharacters = 120;

/** A file's own name for people to recognise it by, in one line without marks that turn text around; never used as a path. */
export function cleanName(name: string, otherwise: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const readable = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  return Array.from(readable).slice(0, mostCharacters).join('') || otherwise;
}
