import type { NoticeKind } from '#contract/notices.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { wordsOf } from './kinds.ts';
import { isOpenToThem, mayHear } from './may-hear.ts';
import { sendMail } from './send-mail.ts';

const mostPeople = 50;
const mostInOne = 100;

/**
 * Makes a mail of what each person is due to be told by mail: one for all of it. The mail and the mark that it was told are one
 * transaction. A notice that was read in the app meanwhile is not mailed any more, nor one that the person may no longer hear; while
 * the workspace is closed to them, until they set up a second step, it waits.
 */
export async function mailNotices(ctx: Context): Promise<void> {
  if (!ctx.config.mail) return;
  const people = await ctx.db
    .selectFrom('notices')
    .select(['user_id', 'workspace_id'])
    .where('mail_due_at', '<=', ctx.clock.now())
    .where(isOpenToThem())
    .groupBy(['user_id', 'workspace_id'])
    .limit(mostPeople)
    .execute();
  for (const person of people) await inTransaction(ctx, (ctx) => mailPerson(ctx, person));
}

async function mailPerson(ctx: Context, person: { user_id: string; workspace_id: string }): Promise<void> {
  const taken = await ctx.db
    .updateTable('notices')
    .set({ mail_due_at: null })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notices')
        .select('id')
        .where('user_id', '=', person.user_id)
        .where('workspace_id', '=', person.workspace_id)
        .where('mail_due_at', '<=', ctx.clock.now())
        .where(isOpenToThem())
        .orderBy('mail_due_at')
        .limit(mostInOne)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['kind', 'params', 'created_at', 'read_at'])
    .returning(mayHear().as('may_hear'))
    .execute();
  const untold = taken
    .filter(({ read_at, may_hear }) => read_at === null && may_hear)
    .toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
  if (untold.length === 0) return;
  const { email, name, slug } = await ctx.db
    .selectFrom('users')
    .innerJoin('workspaces', (join) => join.on('workspaces.id', '=', person.workspace_id))
    .select(['users.email', 'workspaces.name', 'workspaces.slug'])
    .where('users.id', '=', person.user_id)
    .executeTakeFirstOrThrow();
  const base = `${ctx.config.publicUrl}/w/${slug}`;
  await sendMail(ctx, {
    to: email,
    kind: 'notices',
    params: {
      workspace: name,
      notices: untold.map(({ kind, params }) => {
        const { title, sentence, path } = wordsOf(kind as NoticeKind, params);
        return { title, sentence, link: `${base}${path}` };
      }),
      choicesLink: `${base}/settings/notices`,
    },
  });
}
