import { sql } from 'kysely';
import type { MailChoice, NoticeKind } from '#contract/notices.ts';
import { roles, type AccountRole } from '#contract/op.ts';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import { kinds, type NoticeParams } from './kinds.ts';
import { defaultHours, mailMoment, type Hours } from './mail-moment.ts';

/** What happened, and to whom it matters. */
export interface Happening<K extends NoticeKind> {
  workspaceId: string;
  kind: K;
  /** Of the account that it is about: who does not see it hears nothing. */
  instagramUserId: string;
  /** Names what happened: the same key is told to a person once, whoever notices it again. */
  key: string;
  params: NoticeParams[K];
  /** Members to tell; unless said, all who may publish there. People who are no members hear nothing. */
  to?: readonly string[];
  /** Told in no case. */
  not?: readonly string[];
  /** Told too, if they are a member: the author of a post. */
  alsoTo?: string | null;
  /** Nobody is told of what they did themselves. */
  except?: string | null;
}

const publishers = roles.slice(roles.indexOf('publisher'));

/** Tells each person once, as they chose, in the caller's transaction. */
export async function notify<K extends NoticeKind>(
  ctx: Pick<Context, 'db' | 'clock' | 'config'>,
  happening: Happening<K>,
): Promise<void> {
  const people = await findPeople(ctx, happening);
  const now = ctx.clock.now();
  const rows = people
    .filter(({ inApp, mail }) => inApp || mail !== 'never')
    .map(({ userId, inApp, mail, hours }) => ({
      id: newId(),
      workspace_id: happening.workspaceId,
      user_id: userId,
      instagram_user_id: happening.instagramUserId,
      kind: happening.kind,
      key: happening.key,
      params: JSON.stringify(happening.params),
      is_shown: inApp,
      created_at: now,
      mail,
      mail_due_at: mail === 'never' ? null : mailMoment(now, mail, hours),
    }));
  if (rows.length === 0) return;
  await ctx.db
    .insertInto('notices')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['user_id', 'workspace_id', 'key']).doNothing())
    .execute();
}

interface Person {
  userId: string;
  inApp: boolean;
  mail: MailChoice;
  hours: Hours;
}

async function findPeople<K extends NoticeKind>(
  ctx: Pick<Context, 'db' | 'config'>,
  { workspaceId, kind, instagramUserId, to, alsoTo, except, not = [] }: Happening<K>,
): Promise<Person[]> {
  const rows = await ctx.db
    .selectFrom('members')
    .leftJoin('notice_choices', (join) =>
      join.onRef('notice_choices.user_id', '=', 'members.user_id').on('notice_choices.kind', '=', kind),
    )
    .leftJoin('notice_hours', 'notice_hours.user_id', 'members.user_id')
    .select([
      'members.user_id as userId',
      'members.role',
      'notice_choices.in_app as inApp',
      'notice_choices.mail',
      'notice_hours.time_zone as timeZone',
      'notice_hours.quiet_from as quietFrom',
      'notice_hours.quiet_until as quietUntil',
      'notice_hours.digest_at as digestAt',
      sql<AccountRole | null>`members.account_roles ->> ${instagramUserId}`.as('roleThere'),
    ])
    .where('members.workspace_id', '=', workspaceId)
    .$if(to !== undefined, (query) => query.where('members.user_id', 'in', [...(to ?? []), newId()]))
    .execute();
  return rows
    .filter((member) => (to || member.userId === alsoTo ? seesAccount(member) : mayPublish(member)))
    .filter(({ userId }) => userId !== except && !not.includes(userId))
    .map(({ userId, inApp, mail, timeZone, quietFrom, quietUntil, digestAt }) => ({
      userId,
      inApp: inApp ?? true,
      mail: ctx.config.mail ? (mail ?? kinds[kind].mail) : 'never',
      hours: timeZone && digestAt ? { timeZone, quietFrom, quietUntil, digestAt } : defaultHours,
    }));
}

interface RoleThere {
  role: string;
  roleThere: AccountRole | null;
}

/** Nobody narrows an owner, also not one who was narrowed before. */
function seesAccount({ role, roleThere }: RoleThere): boolean {
  return role === 'owner' || roleThere !== 'none';
}

function mayPublish({ role, roleThere }: RoleThere): boolean {
  const isPublisher = publishers.some((each) => each === role);
  return isPublisher && (role === 'owner' || roleThere === null || roleThere === 'publisher');
}
