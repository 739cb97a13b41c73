import { z } from 'zod';
import { windowSecondsOf } from '../limits/meter-call.ts';
import type { Call } from '../route.ts';
import type { CallBudget } from '../world/budget.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, operation } from './operation.ts';

const kind = z.enum(['app', 'account', 'page', 'user', 'custom']);

const budgetInput = z
  .object({
    appId: z.string(),
    kind: kind.describe(
      'What is answered when it is used up: app 4, user 17, page 32 or 80001, account 80002, custom 613 (of an account).',
    ),
    subject: z
      .string()
      .optional()
      .describe('Account id or username, Page id or person; each of them when absent. Not of an app.'),
    calls: z.number().int().min(0).nullable().describe('null takes the budget away.'),
    windowSeconds: z
      .number()
      .int()
      .min(1)
      .max(30 * 86_400)
      .optional()
      .describe('An hour for app and user, a day for page and account, a minute for custom when absent.'),
  })
  .strict();

const budgetList = z.object({
  budgets: z.array(
    z.object({
      appId: z.string(),
      kind,
      subject: z.string(),
      calls: z.number(),
      windowSeconds: z.number(),
      used: z.number().optional().describe('Calls in the window now; absent for a budget of each subject.'),
    }),
  ),
});

/** How many calls Meta takes before it refuses; it takes all while nothing is set. */
export const limitOperations = [
  operation({
    method: 'GET',
    path: '/limits',
    summary: 'Budgets of calls, and what is used of them',
    response: budgetList,
    run: describeBudgets,
  }),
  operation({
    method: 'PUT',
    path: '/limits',
    summary: 'Set how many calls are taken of an app, an account, a Page or a person in a rolling window',
    body: budgetInput,
    response: budgetList,
    run(call, input) {
      const { world } = call;
      if (world.apps.get(input.appId) === undefined) {
        throw new ControlRefusal(404, `There is no app ${input.appId}.`);
      }
      const subjectId = input.kind === 'app' ? '' : findSubject(world, input.kind, input.subject);
      const id = `${input.kind}:${input.appId}:${subjectId}`;
      if (input.calls === null) world.budgets.remove(id);
      else {
        const windowSeconds = input.windowSeconds ?? windowSecondsOf[input.kind];
        const { appId, kind, calls } = input;
        world.budgets.put({ id, appId, kind, subjectId, calls, windowSeconds });
      }
      return describeBudgets(call);
    },
  }),
  operation({
    method: 'DELETE',
    path: '/limits',
    summary: 'Take all budgets away and forget what was counted',
    response: budgetList,
    run(call) {
      for (const { id } of call.world.budgets.list()) call.world.budgets.remove(id);
      call.running.counter.clear();
      return describeBudgets(call);
    },
  }),
];

function findSubject(world: World, kind: CallBudget['kind'], subject: string | undefined): string {
  if (subject === undefined) return '*';
  const found = {
    account: () => world.accounts.get(subject) ?? world.accounts.by('username', subject.toLowerCase())[0],
    custom: () => world.accounts.get(subject) ?? world.accounts.by('username', subject.toLowerCase())[0],
    page: () => world.pages.get(subject),
    user: () => world.people.get(subject),
    app: () => undefined,
  }[kind]();
  if (found === undefined) throw new ControlRefusal(404, `There is no ${kind} ${subject}.`);
  return found.id;
}

function describeBudgets({ world, running }: Call): z.input<typeof budgetList> {
  const now = world.now();
  const budgets = world.budgets.list().map(({ id, appId, kind, subjectId, calls, windowSeconds }) => ({
    appId,
    kind,
    subject: subjectId,
    calls,
    windowSeconds,
    ...(subjectId !== '*' && { used: running.counter.count(id, windowSeconds, now) }),
  }));
  return { budgets };
}
