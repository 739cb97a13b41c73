import type { NodeType } from '../fields/node-type.ts';

/** One metric as insights answer it. */
export type InsightsResult = {
  name: string;
  period: 'day' | 'lifetime';
  title: string;
  description: string;
  /** `{node id}/insights/{name}/{period}` */
  id: string;
  values?: { value: unknown; end_time?: string }[];
  total_value?: TotalValue;
};

export type TotalValue = { value?: number; breakdowns?: BreakdownTable[] };
type BreakdownTable = { dimension_keys: string[]; results: BreakdownRow[] };
export type BreakdownRow = { dimension_values: string[]; value: number };

export const insightsResultType: NodeType<InsightsResult> = {
  name: 'InstagramInsightsResult',
  idOf: (result) => result.id,
  defaults: ['name', 'period', 'values', 'title', 'description', 'total_value', 'id'],
  fields: {
    name: (result) => result.name,
    period: (result) => result.period,
    values: (result) => result.values,
    title: (result) => result.title,
    description: (result) => result.description,
    total_value: (result) => result.total_value,
    id: (result) => result.id,
  },
};

/** Adds up what has the same values. Meta leaves out rows of zero. */
export function addUp(rows: readonly BreakdownRow[]): BreakdownRow[] {
  const sums = new Map<string, BreakdownRow>();
  for (const row of rows) {
    const key = row.dimension_values.join('\n');
    const before = sums.get(key)?.value ?? 0;
    sums.set(key, { dimension_values: row.dimension_values, value: before + row.value });
  }
  return [...sums.values()].filter(({ value }) => value !== 0);
}
