const lineHeight = 16;

/** The names of two lines at their ends, in place of a legend; where the ends meet, one stands above the other. */
export function LineNames(props: {
  now: string;
  nowY: number | undefined;
  before: string;
  beforeY: number | undefined;
  x: number;
}) {
  const { nowY, beforeY, x } = props;
  const gap = nowY === undefined || beforeY === undefined ? lineHeight : Math.abs(nowY - beforeY);
  const apart = Math.max(0, lineHeight - gap) / 2;
  const isNowAbove = nowY === undefined || beforeY === undefined || nowY <= beforeY;
  return (
    <>
      {nowY !== undefined && (
        <text x={x} y={nowY + (isNowAbove ? -apart : apart)} dy="0.32em" className="strong" fill="var(--ink)">
          {props.now}
        </text>
      )}
      {beforeY !== undefined && (
        <text x={x} y={beforeY + (isNowAbove ? apart : -apart)} dy="0.32em" fill="var(--ink-3)">
          {props.before}
        </text>
      )}
    </>
  );
}
