/** A user agent as a person would name it, `Firefox on Linux`; undefined when it tells nothing we know. */
export function nameBrowser(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const browser = browsers.find(([, mark]) => mark.test(userAgent))?.[0];
  const system = systems.find(([, mark]) => mark.test(userAgent))?.[0];
  if (!browser) return system;
  return system ? `${browser} on ${system}` : browser;
}

// The order matters: every browser also claims to be the ones below it.
const browsers: [string, RegExp][] = [
  ['Edge', /Edg(A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Chrome', /(HeadlessChrome|Chrome|CriOS)\//],
  ['Safari', /Safari\//],
];
const systems: [string, RegExp][] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];
