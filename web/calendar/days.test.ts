import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printedIn, processZones } from '#rules/test-process-zones.ts';
import { addDays, addMonths, isDay, monthOf, weekOf, windowOf } from './days.ts';

const days = fc
  .date({ min: new Date('2000-02-01T00:00Z'), max: new Date('2099-11-30T00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const seeded = { seed: 20_261_126 };

test('October 2026 begins on the last Monday of September and has five weeks', () => {
  const month = monthOf('2026-10-14');

  expect([month[0], month.at(-1), month.length]).toEqual(['2026-09-28', '2026-11-01', 35]);
});

test('any month is shown whole, in whole weeks that follow each other', () => {
  fc.assert(
    fc.property(days, (day) => {
      const month = monthOf(day);
      expect(month).toContain(day);
      expect(month.length % 7).toBe(0);
      expect(month).toEqual(month.map((_, i) => addDays(month[0]!, i)));
      expect(month.filter((each) => each.startsWith(day.slice(0, 7)))).toContain(
        addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1),
      );
    }),
    seeded,
  );
});

test('a week of any day begins on its Monday and holds it', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(weekOf(day)).toContain(day);
      expect(new Date(`${weekOf(day)[0]}T00:00Z`).getUTCDay()).toBe(1);
    }),
    seeded,
  );
});

test('a month on, the 31st is the last day', () => {
  expect([addMonths('2026-10-31', 1), addMonths('2027-01-31', 1), addMonths('2026-01-15', -1)]).toEqual([
    '2026-11-30',
    '2027-02-28',
    '2025-12-15',
  ]);
});

test('the window of a day reaches every zone', () => {
  expect(windowOf(['2026-10-14'])).toEqual({
    from: '2026-10-13T10:00:00.000Z',
    to: '2026-10-15T14:00:00.000Z',
  });
});

test.each(['2026-02-30', '2026-2-3', 'today', '', undefined, 20261014])('%s is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test.each(processZones)('a browser that lives in %s shows the same days', (TZ) => {
  const program = `
    import { addDays, addMonths, inWords, monthOf, weekOf, windowOf } from ${JSON.stringify(new URL('./days.ts', import.meta.url).href)};
    const month = monthOf('2027-03-28');
    console.log(JSON.stringify([month[0], month.at(-1), month.length, weekOf('2027-03-28'), addDays('2027-03-28', 1), addMonths('2027-03-31', -1),
      windowOf(['2027-03-28']), inWords('2027-03-28', { weekday: 'short', day: 'numeric', month: 'long' })]));`;

  expect(printedIn(TZ, program)).toEqual([
    '2027-03-01',
    '2027-04-04',
    35,
    ['2027-03-22', '2027-03-23', '2027-03-24', '2027-03-25', '2027-03-26', '2027-03-27', '2027-03-28'],
    '2027-03-29',
    '2027-02-28',
    { from: '2027-03-27T10:00:00.000Z', to: '2027-03-29T14:00:00.000Z' },
    'Sun 28 March',
  ]);
});
