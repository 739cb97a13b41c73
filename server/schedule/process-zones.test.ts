import { expect, test } from 'vitest';
import { printedIn, processZones } from '#rules/test-process-zones.ts';

const from = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
/** It is the evening before the clock of Lisbon goes forward: days differ between the zones of the processes. */
const program = `
  import { occurrencesOf } from ${from('./slot-occurrences.ts')};
  import { readCellTime } from ${from('./read-cell-time.ts')};
  import { choicesOf, resolveInstant, resolveWallTime } from ${from('./resolve-moment.ts')};
  import { plusDays, readPlainly, readWallTime } from ${from('../../rules/wall-time.ts')};

  const ctx = { clock: { now: () => new Date('2027-03-27T23:30:00Z') } };
  const timeZone = 'Europe/Lisbon';
  const window = { from: Date.parse('2027-03-27T23:30Z'), to: Date.parse('2027-04-05T00:00Z') };
  const codeOf = (work) => { try { return work(); } catch (error) { return error.code; } };
  const at = (wallTime, unclear) => codeOf(() => resolveWallTime(ctx, { wallTime, timeZone, unclear }));
  console.log(JSON.stringify({
    moments: [at('2027-03-27T23:30'), at('2027-03-27T23:28'), at('2027-03-28T01:30'), at('2027-03-28T01:30', 'later'), at('2027-10-31T01:30', 'earlier'),
      at('2032-03-27T23:29'), at('2032-03-28T00:31'), at('2027-02-29T10:00')],
    instants: ['2027-03-28T00:30:00Z', '2027-03-27T23:28:00Z', '2032-03-28T00:00:00Z'].map((each) => codeOf(() => resolveInstant(ctx, each))),
    choices: choicesOf(readWallTime('2027-10-31T01:30', timeZone), timeZone).map(({ publishAt, wallTime, offset }) => [publishAt, wallTime, offset]),
    queue: occurrencesOf([{ weekday: 7, time: '01:30' }, { weekday: 7, time: '00:10' }, { weekday: 6, time: '23:45' }], timeZone, window)
      .map(({ wallTime, at }) => [wallTime, new Date(at)]),
    series: [0, 7, 14].map((days) => readWallTime(plusDays('2027-03-21T01:30', days), timeZone)).map((reading) => [reading.is, new Date(readPlainly(reading))]),
    cells: ['2027-07-14 10:00', '2027-07-14T00:10', '2027-03-28 01:30 later', '2027-10-31 01:30 earlier'].map((cell) => readCellTime(ctx, cell, timeZone).at),
    wrong: ['2027-03-28 01:30', '2027-02-29 10:00', '14.7.2027'].map((cell) => 'wrong' in readCellTime(ctx, cell, timeZone)),
  }));`;

test.each(processZones)('a process that lives in %s schedules the same', (TZ) => {
  expect(printedIn(TZ, program)).toEqual({
    moments: [
      '2027-03-27T23:30:00.000Z',
      'time_past',
      'wall_time_unclear',
      '2027-03-28T01:30:00.000Z',
      '2027-10-31T00:30:00.000Z',
      '2032-03-27T23:29:00.000Z',
      'time_too_far',
      'invalid_input',
    ],
    instants: ['2027-03-28T00:30:00.000Z', 'time_past', 'time_too_far'],
    choices: [
      ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30', 'UTC+1'],
      ['2027-10-31T01:30:00.000Z', '2027-10-31T01:30', 'UTC'],
    ],
    queue: [
      ['2027-03-27T23:45', '2027-03-27T23:45:00.000Z'],
      ['2027-03-28T00:10', '2027-03-28T00:10:00.000Z'],
      ['2027-03-28T01:30', '2027-03-28T01:30:00.000Z'],
      ['2027-04-03T23:45', '2027-04-03T22:45:00.000Z'],
      ['2027-04-04T00:10', '2027-04-03T23:10:00.000Z'],
      ['2027-04-04T01:30', '2027-04-04T00:30:00.000Z'],
    ],
    series: [
      ['exact', '2027-03-21T01:30:00.000Z'],
      ['skipped', '2027-03-28T01:30:00.000Z'],
      ['exact', '2027-04-04T00:30:00.000Z'],
    ],
    cells: [
      '2027-07-14T09:00:00.000Z',
      '2027-07-13T23:10:00.000Z',
      '2027-03-28T01:30:00.000Z',
      '2027-10-31T00:30:00.000Z',
    ],
    wrong: [true, true, true],
  });
});
