import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useId, useState, type KeyboardEvent } from 'react';
import { figure, shortFigure } from '../figures.ts';
import { chart as words } from '../strings.ts';
import { LineNames } from './line-names.tsx';
import { useWidth } from './use-width.ts';

const height = 252;
const room = { top: 24, right: 108, bottom: 30, left: 48 };
/** Beneath this the names at the line's end would leave no room for the line. */
const narrow = 480;

export interface Point {
  /** Where it stands along the line: a day's number, or an instant. */
  at: number;
  /** `6 Oct`, under the axis. */
  mark: string;
  /** `Tue 6 Oct`, beside the value. */
  name: string;
  /** Null is a gap, never a zero. */
  value: number | null;
}

export interface LineChartProps {
  metric: string;
  title: string;
  points: readonly Point[];
  /** At the end of the line; nothing where there is one line alone. */
  pointsName?: string;
  /** What is compared with, point for point. */
  before?: readonly (number | null)[];
  beforeName?: string;
}

/**
 * A line over time with what came before dotted behind it. Gaps stay gaps. The arrow keys, or a pointer, move along the points;
 * each is announced as it is reached.
 */
export function LineChart(props: LineChartProps) {
  const { metric, title, points } = props;
  const { ref, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number>();
  const id = useId();
  const isNarrow = width < narrow;
  const isNamed = !isNarrow && props.pointsName !== undefined;
  const plot = {
    width: Math.max(0, width - room.left - (isNamed ? room.right : 12)),
    height: height - room.top - room.bottom,
  };
  // A point that has no other to be compared with is not compared: the lines end together.
  const before = (props.before ?? []).slice(0, points.length);
  const values = [...points.map(({ value }) => value), ...before].flatMap((value) => value ?? []);
  const y = scaleLinear([0, Math.max(4, ...values)], [plot.height, 0]).nice(4);
  const x = scaleLinear([points[0]?.at ?? 0, points.at(-1)?.at ?? 1], [0, plot.width]);
  const lefts = points.map((point) => (points.length === 1 ? plot.width / 2 : x(point.at)));
  const top = highest(points);
  const shown = at ?? top;
  const point = shown === undefined ? undefined : points[shown];
  const left = shown === undefined ? 0 : (lefts[shown] ?? 0);

  const toPath = line<number | null>()
    .defined((value) => value !== null)
    .x((_, i) => lefts[i] ?? 0)
    .y((value) => y(value ?? 0));
  const toArea = area<number | null>()
    .defined((value) => value !== null)
    .x((_, i) => lefts[i] ?? 0)
    .y0(plot.height)
    .y1((value) => y(value ?? 0));
  const drawn = points.map(({ value }) => value);

  function move(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowLeft: (at ?? points.length) - 1,
      ArrowRight: (at ?? -1) + 1,
      Home: 0,
      End: points.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.min(points.length - 1, Math.max(0, to)));
  }

  const say = ({ name, value }: Point) => `${name}, ${value === null ? words.none : figure(value, metric)}`;
  const peak = top === undefined ? undefined : points[top];
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          className="line-chart"
          // A slider is what moves along values by arrow keys and says each.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input of that kind draws no chart
          role="slider"
          aria-roledescription={words.role}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, points.length - 1)}
          aria-valuenow={shown ?? 0}
          aria-valuetext={point ? say(point) : words.none}
          aria-label={peak ? words.summary(title, figure(peak.value ?? 0, metric), peak.name) : title}
          aria-describedby={`${id}-keys`}
          tabIndex={0}
          onKeyDown={move}
          onBlur={() => setAt(undefined)}
          onPointerLeave={() => setAt(undefined)}
          onPointerMove={(event) => {
            const from = event.currentTarget.getBoundingClientRect().left + room.left;
            setAt(nearest(lefts, event.clientX - from));
          }}
        >
          <g transform={`translate(${room.left} ${room.top})`}>
            {y.ticks(4).map((tick) => (
              <g key={tick} transform={`translate(0 ${y(tick)})`}>
                <line x2={plot.width} stroke="var(--chart-grid)" />
                <text x={-10} dy="0.32em" textAnchor="end" fill="var(--ink-3)">
                  {shortFigure(tick, metric)}
                </text>
              </g>
            ))}
            {marks(lefts, isNarrow ? 3 : 5).map((i) => (
              <text
                key={i}
                x={lefts[i]}
                y={plot.height + 22}
                textAnchor={anchor(i, points.length)}
                fill="var(--ink-3)"
              >
                {points[i]?.mark}
              </text>
            ))}
            <path d={toArea(drawn) ?? ''} fill="var(--chart-1)" opacity={0.08} />
            <path
              d={toPath(before) ?? ''}
              fill="none"
              stroke="var(--chart-6)"
              strokeWidth={1.5}
              strokeDasharray="2 4"
              strokeLinecap="round"
            />
            <path d={toPath(drawn) ?? ''} fill="none" stroke="var(--chart-1)" strokeWidth={2} />
            {points.map(
              ({ at: key, value }, i) =>
                value !== null &&
                isAlone(drawn, i) && (
                  <circle key={key} cx={lefts[i]} cy={y(value)} r={2.5} fill="var(--chart-1)" />
                ),
            )}
            {isNamed && (
              <LineNames
                now={props.pointsName ?? ''}
                nowY={endOf(drawn, y)}
                before={props.beforeName ?? ''}
                beforeY={endOf(before, y)}
                x={plot.width + 10}
              />
            )}
            {point && (
              <g>
                <line x1={left} x2={left} y2={plot.height} stroke="var(--line-strong)" />
                {point.value !== null && (
                  <rect
                    x={left - 4}
                    y={y(point.value) - 4}
                    width={8}
                    height={8}
                    fill="var(--chart-1)"
                    stroke="var(--surface)"
                  />
                )}
                <text
                  x={left + (left > plot.width / 2 ? -10 : 10)}
                  y={-8}
                  textAnchor={left > plot.width / 2 ? 'end' : 'start'}
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
      {isNarrow && props.pointsName !== undefined && props.beforeName !== undefined && (
        <p className="small text-ink-3">{words.legend(props.pointsName, props.beforeName)}</p>
      )}
      <p className="sr-only" id={`${id}-keys`}>
        {words.keys}
      </p>
    </div>
  );
}

function highest(points: readonly Point[]): number | undefined {
  let top: number | undefined;
  for (const [i, { value }] of points.entries())
    if (value !== null && (top === undefined || value > (points[top]?.value ?? -1))) top = i;
  return top;
}

/** Between two gaps a point would be a line of no length. */
function isAlone(values: readonly (number | null)[], i: number): boolean {
  return (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
}

function endOf(values: readonly (number | null)[], y: (value: number) => number): number | undefined {
  const last = values.findLast((value) => value !== null);
  return last == null ? undefined : y(last);
}

function nearest(lefts: readonly number[], left: number): number {
  let best = 0;
  for (const [i, each] of lefts.entries())
    if (Math.abs(each - left) < Math.abs((lefts[best] ?? 0) - left)) best = i;
  return best;
}

function anchor(i: number, length: number): 'start' | 'middle' | 'end' {
  if (length === 1) return 'middle';
  return i === 0 ? 'start' : i === length - 1 ? 'end' : 'middle';
}

/** Points to name under the axis: about so many, the first and the last among them, none on top of another. */
function marks(lefts: readonly number[], many: number): number[] {
  const [first, last] = [lefts[0] ?? 0, lefts.at(-1) ?? 0];
  const step = (last - first) / Math.max(1, many - 1);
  const wanted = Array.from({ length: many }, (_, i) => nearest(lefts, first + i * step));
  return [...new Set(wanted)].filter((i, n, all) => {
    const next = all[n + 1];
    return next === undefined || (lefts[next] ?? 0) - (lefts[i] ?? 0) > 56;
  });
}
