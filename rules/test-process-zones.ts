import { execFileSync } from 'node:child_process';

/** Where a process may live: either side of the date line, half hours, and clocks that change on other days. */
export const processZones = [
  'UTC',
  'America/New_York',
  'Europe/Lisbon',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
] as const;

/** What a program prints as JSON in a process that lives in that zone. */
export function printedIn(TZ: (typeof processZones)[number], program: string): unknown {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TZ },
  });
  return JSON.parse(printed.toString());
}
