/** A comment's place in a text: its number, and from where up to where. */
export interface Mark {
  nth: number;
  from: number;
  to: number;
}

/** A stretch of a text that the same comments are about. */
export interface Run {
  from: number;
  text: string;
  /** Numbers of the comments, in order; none for words that nobody spoke of. */
  marks: number[];
}

/** The text cut where a mark begins or ends; together the runs are the text. Marks may overlap; what lies outside is left out. */
export function runsOf(text: string, marks: readonly Mark[]): Run[] {
  const inside = marks
    .map(({ nth, from, to }) => ({ nth, from: Math.max(from, 0), to: Math.min(to, text.length) }))
    .filter(({ from, to }) => from < to);
  const edges = new Set([0, text.length, ...inside.flatMap(({ from, to }) => [from, to])]);
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    const over = inside.filter((mark) => mark.from <= from && mark.to >= to);
    return {
      from,
      text: text.slice(from, to),
      marks: over.map(({ nth }) => nth).sort((one, other) => one - other),
    };
  });
}
