import { figure, shortFigure } from '../figures.ts';

/** Parts of one figure as bars, largest first, each with its name and number: readable without the bars. */
export function Bars({
  metric,
  rows,
  many = false,
}: {
  metric: string;
  rows: readonly { name: string; value: number }[];
  /** One colour for lists of more parts than there are colours. */
  many?: boolean;
}) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul className="bars">
      {rows.map(({ name, value }, i) => (
        <li key={name}>
          <span className="min-w-0 truncate text-ink-2" title={name}>
            {name}
          </span>
          <span className="bar" aria-hidden="true">
            <span
              style={{
                inlineSize: `${(value / most) * 100}%`,
                background: `var(--chart-${many ? 1 : (i % 5) + 1})`,
              }}
            />
          </span>
          <span className="strong text-right" title={figure(value, metric)}>
            {shortFigure(value, metric)}
          </span>
        </li>
      ))}
    </ul>
  );
}
