import { describe, expect, test } from 'vitest';
import { mailMoment, type Hours } from './mail-moment.ts';

const lisbon: Hours = {
  timeZone: 'Europe/Lisbon',
  quietFrom: '22:00',
  quietUntil: '07:30',
  digestAt: '08:00',
};
const at = (instant: string, mail: 'at_once' | 'digest', hours = lisbon) =>
  mailMoment(new Date(instant), mail, hours).toISOString().slice(0, 16);

describe('at once', () => {
  test.each([
    ['by day goes at once', '2026-11-26T15:00Z', '2026-11-26T15:00'],
    ['in the evening waits for the morning', '2026-11-26T22:00Z', '2026-11-27T07:30'],
    ['after midnight waits for the same morning', '2026-11-27T03:00Z', '2026-11-27T07:30'],
    ['at the end of the quiet hours goes at once', '2026-11-27T07:30Z', '2026-11-27T07:30'],
    // Summer time ends that night: the wall shows 07:30 an hour later than a plain sum would say.
    ['keeps the wall’s time over the end of summer time', '2026-10-24T22:30Z', '2026-10-25T07:30'],
    ['keeps the wall’s time over the beginning of summer time', '2027-03-27T23:00Z', '2027-03-28T06:30'],
  ])('%s', (_, now, then) => {
    expect(at(now, 'at_once')).toBe(then);
  });

  test('within one day, where the quiet hours do not cross midnight', () => {
    const hours = { ...lisbon, quietFrom: '12:00', quietUntil: '14:00' };

    expect([
      at('2026-11-26T11:59Z', 'at_once', hours),
      at('2026-11-26T12:00Z', 'at_once', hours),
      at('2026-11-26T14:00Z', 'at_once', hours),
    ]).toEqual(['2026-11-26T11:59', '2026-11-26T14:00', '2026-11-26T14:00']);
  });

  test('without quiet hours goes at any hour', () => {
    expect(at('2026-11-27T03:00Z', 'at_once', { ...lisbon, quietFrom: null, quietUntil: null })).toBe(
      '2026-11-27T03:00',
    );
  });
});

describe('the digest', () => {
  test.each([
    ['of what happened before it comes the same day', '2026-11-26T07:59Z', '2026-11-26T08:00'],
    ['of what happened at its time comes the next day', '2026-11-26T08:00Z', '2026-11-27T08:00'],
  ])('%s', (_, now, then) => {
    expect(at(now, 'digest')).toBe(then);
  });

  test('comes right after the gap where a clock change skips its time', () => {
    const hours = { ...lisbon, digestAt: '01:30' };

    expect(at('2027-03-27T12:00Z', 'digest', hours)).toBe('2027-03-28T01:30');
  });
});
