/** Whose calls are counted: an app's, or within it those about one account or Page or by one person. */
export type BudgetKind = 'app' | 'account' | 'page' | 'user' | 'custom';

/** How many calls Meta takes in a rolling window before it refuses. Without one it takes all. */
export type CallBudget = {
  /** `${kind}:${appId}:${subjectId}` */
  id: string;
  kind: BudgetKind;
  appId: string;
  /** The account, Page or person; `*` for each that has no budget of its own; empty for an app. */
  subjectId: string;
  calls: number;
  windowSeconds: number;
};
