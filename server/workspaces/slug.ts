/** The address of a workspace from its name: `Café Nord` is `cafe-nord`, and where that is taken `cafe-nord-2`. */
export function slugOf(name: string, attempt: number): string {
  const readable = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const base = readable || 'workspace';
  return attempt === 1 ? base : `${base}-${attempt}`;
}
