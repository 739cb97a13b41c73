import type { MetaError } from '../graph/errors.ts';
import type { Running } from '../running.ts';
import type { Call } from '../route.ts';
import type { BudgetKind, CallBudget } from '../world/budget.ts';
import type { World } from '../world/world.ts';
import { findSubjects, type Subjects } from './find-subjects.ts';
import { limitReached } from './limit-errors.ts';

/** What usage is measured against where no budget is set: 4800 calls times the floor of 10 impressions. Nothing is refused then. */
const callsByDefault = 48_000;

/** Meta's windows: an hour for platform limits, a day for business use cases, a minute where it says nothing. */
export const windowSecondsOf: Record<BudgetKind, number> = {
  app: 3600,
  user: 3600,
  page: 86_400,
  account: 86_400,
  custom: 60,
};

/** How much of one budget is used. */
export type Usage = {
  kind: BudgetKind;
  subjectId: string;
  calls: number;
  /** Whole, and above 100 when calls went on after the limit. */
  percent: number;
  /** Whole minutes until calls are taken again; 0 while they are. */
  regainMinutes: number;
};

export type Metered = { subjects: Subjects; usages: Usage[]; refusal?: MetaError };

/**
 * Counts a call against every budget that it falls under, and says whether one of them is used up. Calls that are refused count
 * too: they lengthen the wait, as Meta warns.
 */
export function meterCall({ counter }: Pick<Running, 'counter'>, call: Call): Metered | undefined {
  if (!call.host.startsWith('graph.')) return undefined;
  const subjects = findSubjects(call);
  if (subjects === undefined) return undefined;
  const { world } = call;
  const now = world.now();
  const weight = weightOf(call);
  let refusal: MetaError | undefined;
  const usages = listScopes(subjects).flatMap(([kind, subjectId]) => {
    const budget = findBudget(world, kind, subjects.appId, subjectId);
    if (budget === undefined && (kind === 'custom' || kind === 'user')) return [];
    const windowSeconds = budget?.windowSeconds ?? windowSecondsOf[kind];
    const limit = budget?.calls ?? callsByDefault;
    const key = `${kind}:${subjects.appId}:${subjectId}`;
    const calls = counter.add(key, windowSeconds, now, weight);
    const isOver = budget !== undefined && calls > limit;
    if (isOver) refusal ??= limitReached(kind, subjects.isPageToken);
    const regainMs = isOver ? counter.msUntilBelow(key, windowSeconds, now, limit) : 0;
    const percent = limit === 0 ? 100 : Math.ceil((calls / limit) * 100);
    return [{ kind, subjectId, calls, percent, regainMinutes: Math.ceil(regainMs / 60_000) }];
  });
  return { subjects, usages, ...(refusal !== undefined && { refusal }) };
}

function listScopes({ accountId, pageId, personId }: Subjects): [BudgetKind, string][] {
  return [
    ['app', ''],
    ...(personId === undefined ? [] : [['user', personId] as [BudgetKind, string]]),
    ...(accountId === undefined
      ? []
      : ([
          ['account', accountId],
          ['custom', accountId],
        ] as [BudgetKind, string][])),
    ...(pageId === undefined ? [] : [['page', pageId] as [BudgetKind, string]]),
  ];
}

function findBudget(
  world: World,
  kind: BudgetKind,
  appId: string,
  subjectId: string,
): CallBudget | undefined {
  if (world.budgets.size === 0) return undefined;
  return world.budgets.get(`${kind}:${appId}:${subjectId}`) ?? world.budgets.get(`${kind}:${appId}:*`);
}

/** `ids=` counts as so many calls as it names nodes. */
function weightOf({ path, params }: Call): number {
  if (path !== '/' && path !== '') return 1;
  return Math.min(Math.max((params.get('ids') ?? '').split(',').length, 1), 50);
}
