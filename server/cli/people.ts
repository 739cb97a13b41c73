import { sql, type Kysely } from 'kysely';
import { wallClock } from '../clock.ts';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import { makeOperatorLink } from '../workspaces/index.ts';

export interface PeopleCommandContext {
  config: Config;
  db: Kysely<Database>;
  print: (line: string) => void;
}

const withoutTwoFactor = '--without-two-factor';

export const peopleUsage = [
  'tintype people list   Everybody who signs in here, with what they are where.',
  'tintype people reset-password <e-mail>',
  '                      Prints a link that sets a new password, good once, for an hour. With',
  `                      ${withoutTwoFactor} it also takes away the second step, for who lost phone and codes.`,
];

/** Runs `tintype people …` and returns the exit code: 0 done, 1 nobody of that address, 2 not a command. */
export async function peopleCommand(args: string[], ctx: PeopleCommandContext): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'list' && rest.length === 0) return printPeople(ctx);
  const [email, ...more] = rest.filter((arg) => arg !== withoutTwoFactor);
  if (command === 'reset-password' && email && more.length === 0)
    return printLink(ctx, { email, secondStep: rest.includes(withoutTwoFactor) ? 'erase' : 'keep' });
  peopleUsage.forEach((line) => ctx.print(line));
  return 2;
}

async function printPeople({ db, print }: PeopleCommandContext): Promise<number> {
  const people = await db
    .selectFrom('users')
    .leftJoin('members', 'members.user_id', 'users.id')
    .leftJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .select(['users.email', 'users.name'])
    .select(
      sql<
        string | null
      >`string_agg(members.role || ' of ' || workspaces.name, ', ' order by workspaces.name)`.as('places'),
    )
    .groupBy('users.id')
    .orderBy('users.email')
    .execute();
  for (const { email, name, places } of people) print(`${email}  ${name}  ${places ?? 'in no workspace'}`);
  return 0;
}

async function printLink(
  { config, db, print }: PeopleCommandContext,
  input: { email: string; secondStep: 'keep' | 'erase' },
): Promise<number> {
  const made = await makeOperatorLink(
    { config, db, clock: wallClock, origin: { via: 'cli', network: null, browser: null } },
    input,
  );
  if (!made) {
    print(`Nobody signs in with ${input.email}. "tintype people list" names everybody.`);
    return 1;
  }
  print(made.link);
  print(`Good once, until ${made.until.toISOString()}. Whoever holds it can set the password.`);
  if (input.secondStep === 'erase') print('The second step is taken away.');
  return 0;
}
