import { addDays, inWords } from '../calendar/days.ts';

/** The first and the last day of the week that begins on a Monday: `30 Nov`, `6 Dec`. */
export function weekInWords(monday: string): [from: string, to: string] {
  const short = (day: string) => inWords(day, { day: 'numeric', month: 'short' });
  return [short(monday), short(addDays(monday, 6))];
}
