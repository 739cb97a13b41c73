import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printedIn, processZones } from './test-process-zones.ts';
import { offsetName, plusDays, readPlainly, readWallTime, wallTimeAt, weekdayOf } from './wall-time.ts';

/** Printed by fast-check when a property fails; change it to look elsewhere. */
const seeded = { seed: 20_261_126, numRuns: 2000 };
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const years = { min: new Date('2000-01-02T00:00:00Z'), max: new Date('2099-12-30T00:00:00Z') };
const minutes = fc
  .date({ ...years, noInvalidDate: true })
  .map((date) => Math.floor(date.getTime() / 60_000) * 60_000);
const wallTimes = minutes.map((ms) => new Date(ms).toISOString().slice(0, 16));

/** The other reading: what Temporal says, which shares no code with ours. */
function byTemporal(wallTime: string, zone: string) {
  const plain = Temporal.PlainDateTime.from(wallTime);
  const at = (disambiguation: 'earlier' | 'later') =>
    plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  const [earlier, later] = [at('earlier'), at('later')];
  if (earlier === later) return { is: 'exact', at: earlier };
  const isShown = wallTimeAtByTemporal(earlier, zone) === wallTime;
  return { is: isShown ? 'doubled' : 'skipped', earlier, later };
}
function wallTimeAtByTemporal(at: number, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

test('any wall time in any zone is read as Temporal reads it', () => {
  fc.assert(
    fc.property(wallTimes, zones, (wallTime, zone) => {
      expect(readWallTime(wallTime, zone)).toEqual(byTemporal(wallTime, zone));
    }),
    seeded,
  );
});

test('any instant in any zone is shown as Temporal shows it', () => {
  fc.assert(
    fc.property(minutes, zones, (at, zone) => {
      expect(wallTimeAt(at, zone)).toBe(wallTimeAtByTemporal(at, zone));
    }),
    seeded,
  );
});

/** Every change of every zone's clock in a few years, with the minutes around it. */
const changes = Intl.supportedValuesOf('timeZone').flatMap((zone) => {
  const found: { zone: string; at: number }[] = [];
  let next = Temporal.Instant.from('2024-01-01T00:00:00Z')
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < Date.parse('2028-01-01T00:00:00Z')) {
    found.push({ zone, at: next.epochMilliseconds });
    next = next.getTimeZoneTransition('next');
  }
  return found;
});

test('around every change of every clock the gap and the doubled hour are told', () => {
  const kinds = new Set<string>();
  for (const { zone, at } of changes)
    for (const minutes of [-61, -30, -1, 0, 1, 30, 61]) {
      const around = new Date(at + minutes * 60_000);
      // Both walls: the one before the change and the one after it, also where neither exists.
      for (const shown of [wallTimeAt(at - 60_000, zone), wallTimeAt(at, zone)]) {
        const wallTime = new Date(Date.parse(`${shown}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
        const reading = readWallTime(wallTime, zone);
        kinds.add(reading?.is ?? 'none');
        expect(reading, `${wallTime} ${zone} around ${around.toISOString()}`).toEqual(
          byTemporal(wallTime, zone),
        );
      }
    }
  expect(kinds).toEqual(new Set(['exact', 'skipped', 'doubled']));
});

test('what is shown reads back to the instant, exactly or as one of two', () => {
  fc.assert(
    fc.property(minutes, zones, (at, zone) => {
      const reading = readWallTime(wallTimeAt(at, zone), zone)!;
      expect(reading.is === 'exact' ? [reading.at] : [reading.earlier, reading.later]).toContain(at);
    }),
    seeded,
  );
});

test('days later the wall shows the same time, whatever the clock did', () => {
  fc.assert(
    fc.property(wallTimes, zones, fc.integer({ min: -400, max: 400 }), (wallTime, zone, days) => {
      const moved = plusDays(wallTime, days);
      const reading = readWallTime(moved, zone)!;
      expect(moved.slice(11)).toBe(wallTime.slice(11));
      if (reading.is !== 'skipped') expect(wallTimeAt(readPlainly(reading), zone)).toBe(moved);
    }),
    seeded,
  );
});

test.each([
  '2026-02-30T10:00',
  '2026-13-01T10:00',
  '2026-10-14T24:00',
  '2026-10-14',
  '',
  'soon',
  '99999-01-01T00:00',
])('"%s" is no wall time', (wallTime) => {
  expect(readWallTime(wallTime, 'Europe/Lisbon')).toBeUndefined();
});

test('without somebody to ask, a gap is passed and the first of two is taken', () => {
  const gap = readWallTime('2026-03-29T01:30', 'Europe/Lisbon')!;
  const twice = readWallTime('2026-10-25T01:30', 'Europe/Lisbon')!;

  expect([gap.is, wallTimeAt(readPlainly(gap), 'Europe/Lisbon')]).toEqual(['skipped', '2026-03-29T02:30']);
  expect([twice.is, new Date(readPlainly(twice)).toISOString()]).toEqual([
    'doubled',
    '2026-10-25T00:30:00.000Z',
  ]);
});

test('the two of a doubled hour are told apart by their distance from UTC', () => {
  const twice = readWallTime('2026-10-25T01:30', 'Europe/Lisbon');

  expect(
    twice?.is === 'doubled' && [twice.earlier, twice.later].map((at) => offsetName(at, 'Europe/Lisbon')),
  ).toEqual(['UTC+1', 'UTC']);
  expect(offsetName(0, 'Asia/Kolkata')).toBe('UTC+5:30');
});

test('weeks begin on Monday', () => {
  expect([weekdayOf('2026-10-12T00:00'), weekdayOf('2026-10-18T23:59')]).toEqual([1, 7]);
});

test.each(processZones)('a process that lives in %s reads the same', (TZ) => {
  const program = `
    import { readWallTime, wallTimeAt } from ${JSON.stringify(new URL('./wall-time.ts', import.meta.url).href)};
    const cases = [['2026-03-29T01:30', 'Europe/Lisbon'], ['2026-10-25T01:30', 'Europe/Lisbon'], ['2026-11-01T01:30', 'America/New_York'],
      ['2026-10-14T10:00', 'Asia/Kolkata'], ['2026-04-05T02:15', 'Australia/Lord_Howe']];
    console.log(JSON.stringify([cases.map(([w, z]) => readWallTime(w, z)), wallTimeAt(1792000000000, 'Asia/Kathmandu')]));`;

  expect(printedIn(TZ, program)).toEqual([
    [
      byTemporal('2026-03-29T01:30', 'Europe/Lisbon'),
      byTemporal('2026-10-25T01:30', 'Europe/Lisbon'),
      byTemporal('2026-11-01T01:30', 'America/New_York'),
      byTemporal('2026-10-14T10:00', 'Asia/Kolkata'),
      byTemporal('2026-04-05T02:15', 'Australia/Lord_Howe'),
    ],
    wallTimeAtByTemporal(1_792_000_000_000, 'Asia/Kathmandu'),
  ]);
});
