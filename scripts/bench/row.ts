/** What every benchmark is given. */
export interface BenchInput {
  /** The checkout. */
  root: string;
  /** Fewer rounds: a look whether it still works, no figures to write down. */
  isQuick: boolean;
  say: (line: string) => void;
}

/** One line of the table. */
export interface Row {
  what: string;
  measured: string;
  /** The same work without us, in the same run. */
  control?: string;
  /** Measured by control. */
  ratio?: string;
  goal?: string;
  /** Whether the goal is met; absent without a goal. */
  isMet?: boolean;
}

/** The rows as a table in Markdown, ready for docs/operating/benchmarks.md. */
export function tableOf(rows: Row[]): string {
  const head = ['what', 'measured', 'control', 'ratio', 'goal', ''];
  const lines = rows.map(({ what, measured, control = '', ratio = '', goal = '', isMet }) => {
    const verdict = isMet === undefined ? '' : isMet ? 'met' : '**missed**';
    return [what, measured, control, ratio, goal, verdict];
  });
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
