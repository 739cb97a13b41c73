import { useState, type KeyboardEvent } from 'react';
import { bestTime as words, longWeekdays, weekdays } from '../strings.ts';

export interface HeatCell {
  weekday: number;
  hour: number;
  posts: number;
  score: number | null;
}

const hours = Array.from({ length: 12 }, (_, i) => i * 2);

/** Weekdays by hours; the fuller a cell, the better posts did there. A grid for the keyboard, one cell at a time. */
export function Heat({ cells, label }: { cells: readonly HeatCell[]; label: string }) {
  const [at, setAt] = useState({ weekday: 1, hour: 0 });
  const cellAt = (weekday: number, hour: number) =>
    cells.find((cell) => cell.weekday === weekday && cell.hour === hour);
  const scores = cells.flatMap(({ score }) => score ?? []);
  const [least, most] = [Math.min(1, ...scores), Math.max(1, ...scores)];
  const level = (score: number) =>
    most === least ? 3 : Math.round(((score - least) / (most - least)) * 5) + 1;

  function move(event: KeyboardEvent<HTMLElement>) {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -2],
      ArrowRight: [0, 2],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const to = {
      weekday: Math.min(7, Math.max(1, at.weekday + step[0])),
      hour: Math.min(22, Math.max(0, at.hour + step[1])),
    };
    setAt(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${to.weekday}-${to.hour}"]`)?.focus();
  }

  return (
    <table
      className="heat"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA in HTML allows it here: its cells take the focus
      role="grid"
      aria-label={label}
      onKeyDown={move}
    >
      <tbody>
        {weekdays.map((name, i) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {hours.map((hour) => {
              const cell = cellAt(i + 1, hour);
              const isAt = at.weekday === i + 1 && at.hour === hour;
              return (
                <td
                  key={hour}
                  data-cell={`${i + 1}-${hour}`}
                  data-level={cell?.score == null ? 0 : level(cell.score)}
                  tabIndex={isAt ? 0 : -1}
                  onFocus={() => setAt({ weekday: i + 1, hour })}
                  title={sentence(cell, i, hour)}
                >
                  <span className="sr-only">{sentence(cell, i, hour)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td>{words.hour}</td>
          {hours.map((hour) => (
            <td key={hour}>{hour % 4 === 0 ? hour : ''}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function sentence(cell: HeatCell | undefined, day: number, hour: number): string {
  const name = longWeekdays[day] ?? '';
  if (!cell || cell.score === null) return words.empty(name, hour, hour + 2);
  return words.cell(name, hour, hour + 2, cell.posts, cell.score.toFixed(1));
}
