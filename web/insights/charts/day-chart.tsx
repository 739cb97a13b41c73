import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useId, useState, type KeyboardEvent } from 'react';
import { shortDay, weekDay } from '../days.ts';
import { figure, shortFigure } from '../figures.ts';
import { chart as words, insights } from '../strings.ts';
import { useWidth } from './use-width.ts';

const height = 252;
const room = { top: 24, right: 96, bottom: 30, left: 48 };
/** Beneath this the names at the line's end would leave no room for the line. */
const narrow = 480;

export interface DayPoint {
  day: string;
  /** Null is a gap, never a zero. */
  value: number | null;
}

interface DayChartProps {
  metric: string;
  title: string;
  days: readonly DayPoint[];
  /** The period to compare with, day for day. */
  before: readonly DayPoint[];
}

/**
 * A line over days with the period before dotted behind it. Gaps stay gaps. The arrow keys, or a pointer, move along the days;
 * what is read is announced.
 */
export function DayChart({ metric, title, days, before }: DayChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number>();
  const id = useId();
  const isNarrow = width < narrow;
  const plot = {
    width: Math.max(0, width - room.left - (isNarrow ? 12 : room.right)),
    height: height - room.top - room.bottom,
  };
  const values = [...days, ...before].flatMap(({ value }) => value ?? []);
  const y = scaleLinear([0, Math.max(1, ...values)], [plot.height, 0]).nice(4);
  const x = scaleLinear([0, Math.max(1, days.length - 1)], [0, plot.width]);
  const ticks = y.ticks(4);
  const top = highest(days);
  const shown = at ?? top;
  const point = shown === undefined ? undefined : days[shown];

  const toPath = line<DayPoint>()
    .defined(({ value }) => value !== null)
    .x((_, i) => x(i))
    .y(({ value }) => y(value ?? 0));
  const toArea = area<DayPoint>()
    .defined(({ value }) => value !== null)
    .x((_, i) => x(i))
    .y0(plot.height)
    .y1(({ value }) => y(value ?? 0));

  function move(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowLeft: (at ?? days.length) - 1,
      ArrowRight: (at ?? -1) + 1,
      Home: 0,
      End: days.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.min(days.length - 1, Math.max(0, to)));
  }

  const say = (each: DayPoint) =>
    `${weekDay(each.day)}, ${each.value === null ? words.none : figure(each.value, metric)}`;
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          className="day-chart"
          role="application"
          aria-roledescription="chart"
          aria-label={
            top === undefined
              ? title
              : words.summary(title, figure(days[top]?.value ?? 0, metric), weekDay(days[top]?.day ?? ''))
          }
          aria-describedby={`${id}-keys`}
          tabIndex={0}
          onKeyDown={move}
          onBlur={() => setAt(undefined)}
          onPointerLeave={() => setAt(undefined)}
          onPointerMove={(event) => {
            const left = event.currentTarget.getBoundingClientRect().left + room.left;
            setAt(Math.min(days.length - 1, Math.max(0, Math.round(x.invert(event.clientX - left)))));
          }}
        >
          <g transform={`translate(${room.left} ${room.top})`}>
            {ticks.map((tick) => (
              <g key={tick} transform={`translate(0 ${y(tick)})`}>
                <line x2={plot.width} stroke="var(--chart-grid)" />
                <text x={-10} dy="0.32em" textAnchor="end" fill="var(--ink-3)">
                  {shortFigure(tick, metric)}
                </text>
              </g>
            ))}
            {marks(days.length, isNarrow ? 3 : 5).map((i) => (
              <text
                key={i}
                x={x(i)}
                y={plot.height + 22}
                textAnchor={i === 0 ? 'start' : i === days.length - 1 ? 'end' : 'middle'}
                fill="var(--ink-3)"
              >
                {shortDay(days[i]?.day ?? '')}
              </text>
            ))}
            <path d={toArea([...days]) ?? ''} fill="var(--chart-1)" opacity={0.08} />
            <path
              d={toPath([...before].slice(0, days.length)) ?? ''}
              fill="none"
              stroke="var(--chart-6)"
              strokeWidth={1.5}
              strokeDasharray="2 4"
              strokeLinecap="round"
            />
            <path d={toPath([...days]) ?? ''} fill="none" stroke="var(--chart-1)" strokeWidth={2} />
            {days.map(
              ({ day, value }, i) =>
                // A day between two gaps would be a line of no length.
                value !== null &&
                (days[i - 1]?.value ?? null) === null &&
                (days[i + 1]?.value ?? null) === null && (
                  <circle key={day} cx={x(i)} cy={y(value)} r={2} fill="var(--chart-1)" />
                ),
            )}
            {!isNarrow && <LineNames days={days} before={before} y={y} x={plot.width + 10} />}
            {point && shown !== undefined && (
              <g>
                <line x1={x(shown)} x2={x(shown)} y2={plot.height} stroke="var(--line-strong)" />
                {point.value !== null && (
                  <rect
                    x={x(shown) - 4}
                    y={y(point.value) - 4}
                    width={8}
                    height={8}
                    fill="var(--chart-1)"
                    stroke="var(--surface)"
                  />
                )}
                <text
                  x={x(shown) + (x(shown) > plot.width / 2 ? -10 : 10)}
                  y={-8}
                  textAnchor={x(shown) > plot.width / 2 ? 'end' : 'start'}
                  className="strong"
                  fill="var(--ink)"
                >
                  {say(point)}
                </text>
              </g>
            )}
          </g>
        </svg>
      )}
      <p className="sr-only" id={`${id}-keys`}>
        {words.keys}
      </p>
      <output className="sr-only">{at !== undefined && point && say(point)}</output>
    </div>
  );
}

function LineNames({
  days,
  before,
  y,
  x,
}: {
  days: readonly DayPoint[];
  before: readonly DayPoint[];
  y: (value: number) => number;
  x: number;
}) {
  const [now, then] = [lastOf(days), lastOf(before.slice(0, days.length))];
  const isClose = now !== undefined && then !== undefined && Math.abs(y(now) - y(then)) < 16;
  return (
    <>
      {now !== undefined && (
        <text
          x={x}
          y={y(now)}
          dy={isClose && then !== undefined && now < then ? '1.1em' : '0.32em'}
          className="strong"
          fill="var(--ink)"
        >
          {insights.thisPeriod}
        </text>
      )}
      {then !== undefined && (
        <text
          x={x}
          y={y(then)}
          dy={isClose && now !== undefined && now >= then ? '1.3em' : '0.32em'}
          fill="var(--ink-3)"
        >
          {insights.beforePeriod(days.length)}
        </text>
      )}
    </>
  );
}

function highest(days: readonly DayPoint[]): number | undefined {
  let top: number | undefined;
  for (const [i, { value }] of days.entries())
    if (value !== null && (top === undefined || value > (days[top]?.value ?? -1))) top = i;
  return top;
}

function lastOf(days: readonly DayPoint[]): number | undefined {
  return days.findLast(({ value }) => value !== null)?.value ?? undefined;
}

/** Indexes of about so many days, the first and the last among them. */
function marks(length: number, many: number): number[] {
  const count = Math.min(length, many);
  const step = (length - 1) / Math.max(1, count - 1);
  return [...new Set(Array.from({ length: count }, (_, i) => Math.round(i * step)))];
}
