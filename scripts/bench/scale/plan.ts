import type pg from 'pg';

/** What PostgreSQL would do for a question: the indexes it uses, and the tables it would read from end to end. */
export interface Plan {
  indexes: string[];
  wholeTables: string[];
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Node[];
}

/** Asks for the plan; nothing is run. */
export async function explain(
  pool: pg.Pool,
  query: { sql: string; parameters: readonly unknown[] },
): Promise<Plan> {
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (format json) ${query.sql}`,
    [...query.parameters],
  );
  const plan: Plan = { indexes: [], wholeTables: [] };
  const root = rows[0]?.['QUERY PLAN'][0].Plan;
  if (root) walk(root, plan);
  return plan;
}

function walk(node: Node, plan: Plan): void {
  if (node['Index Name']) plan.indexes.push(node['Index Name']);
  if (node['Node Type'] === 'Seq Scan' && node['Relation Name']) plan.wholeTables.push(node['Relation Name']);
  for (const below of node.Plans ?? []) walk(below, plan);
}
