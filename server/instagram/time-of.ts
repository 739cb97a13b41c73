import { textOf } from './parse-json.ts';

/** An instant as Meta writes it, `+0000` without a colon; undefined for anything else. */
export function timeOf(value: unknown): Date | undefined {
  const time = new Date((textOf(value) ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time.getTime()) ? undefined : time;
}
