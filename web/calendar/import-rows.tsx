import { CircleCheck, CircleX } from 'lucide-react';
import type { ImportRow } from '#contract/schedule.ts';
import { dayOf, inWords, isDay, timeOf } from './days.ts';
import { importing as words } from './strings.ts';

/** What each row would make, faults first; a fault names its column. */
export function ImportRows({ rows }: { rows: ImportRow[] }) {
  const sorted = rows.toSorted(
    (one, other) => Number(other.errors.length > 0) - Number(one.errors.length > 0) || one.line - other.line,
  );
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="small text-left text-ink-3">
          <th className="py-2 pr-4 font-[420]">{words.line}</th>
          <th className="py-2 pr-4 font-[420] max-sm:hidden">{words.account}</th>
          <th className="py-2 pr-4 font-[420]">{words.when}</th>
          <th className="py-2 pr-4 font-[420] max-sm:hidden">{words.what}</th>
          <th className="py-2 font-[420]">{words.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={row.line} className="border-t border-line align-top">
            <td className="py-2.5 pr-4">{row.line}</td>
            <td className="max-w-40 truncate py-2.5 pr-4 max-sm:hidden">{row.account}</td>
            <td className="py-2.5 pr-4 whitespace-nowrap">{whenOf(row)}</td>
            <td className="max-w-56 truncate py-2.5 pr-4 text-ink-2 max-sm:hidden">{row.words}</td>
            <td className="py-2.5">
              {row.errors.length === 0 ? (
                <span className="inline-flex items-center gap-1.5 text-ink-2">
                  <CircleCheck size={15} className="text-success" aria-hidden="true" />
                  {words.right[row.state]}
                  {row.fetches > 0 && `, ${words.fetches(row.fetches)}`}
                </span>
              ) : (
                row.errors.map(({ column, message }) => (
                  <span key={column + message} className="flex gap-1.5 text-pretty text-danger">
                    <CircleX size={15} className="mt-0.5" aria-hidden="true" />
                    <span>
                      {column && <span className="strong text-danger">{column}: </span>}
                      {message}
                    </span>
                  </span>
                ))
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whenOf({ wallTime }: ImportRow): string {
  if (wallTime === null) return words.noTime;
  const day = dayOf(wallTime);
  if (!isDay(day)) return wallTime;
  return `${inWords(day, { day: 'numeric', month: 'short', year: 'numeric' })}, ${timeOf(wallTime)}`;
}
