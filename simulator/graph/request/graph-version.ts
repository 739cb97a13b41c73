/** Versions by the reference: released v11 to v26; the ones before v21 are over and served by the oldest usable one. */
const oldestKnown = 11;
const oldestUsable = 21;
const latest = 26;
/** What an unversioned call gets. Meta lets the dashboard choose; the documentation of 2026 uses this one. */
const unversioned = 'v25.0';

export type VersionedPath = { version: string; path: string };

/** Takes the version off a Graph path; doubled slashes count as one. Undefined: no such version, which Meta answers as an unknown path. */
export function takeVersion(slashedPath: string): VersionedPath | undefined {
  const path = slashedPath.replaceAll(/\/{2,}/g, '/');
  const match = /^\/v(\d{1,4})(?:\.(\d{1,4}))?(\/.*)?$/.exec(path);
  if (match === null) return { version: unversioned, path };
  const major = Number(match[1]);
  if (major < oldestKnown || major > latest || (match[2] ?? '0') !== '0') return undefined;
  return { version: `v${Math.max(major, oldestUsable)}.0`, path: match[3] ?? '/' };
}
