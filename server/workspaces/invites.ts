import { createHash, randomBytes } from 'node:crypto';
import type { Invite, OpenInvite } from '#contract/team.ts';
import { roles, type Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import { recordDeed, recordEvent } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { sendMail } from '../notices/index.ts';
import { momentInWords } from './account-links.ts';
import { isAtLeast } from './find-member.ts';
import { limitMails } from './limit-mails.ts';
import { lockTeam } from './lock-team.ts';

const ttlSeconds = 7 * 24 * 3600;

/**
 * Invites one person, with a role that is not above one's own. Mailed where there is an address and a mail server, and
 * then known to nobody else, so that whoever comes by it reads that address; else the link is answered, here and never again. Throws `not_allowed`, `role_changed`, `too_many_mails`.
 */
export async function createInvite(
  ctx: Context,
  member: Member,
  input: { role: Role; email: string | null },
): Promise<{ invite: Invite; link: string | null }> {
  const email = input.email?.toLowerCase() ?? null;
  if (email !== null) await limitMails(ctx, 'invite', { from: member.userId, to: email });
  const token = randomBytes(32).toString('base64url');
  const link = `${ctx.config.publicUrl}/join#${token}`;
  return inTransaction(ctx, async (ctx) => {
    const me = await lockTeam(ctx, member, 'admin');
    if (!isAtLeast(me.role, input.role)) throw new AppError('not_allowed');
    const now = ctx.clock.now();
    const row = {
      id: newId(),
      workspace_id: member.workspaceId,
      token_hash: hashOf(token),
      role: input.role,
      email,
      created_by: member.userId,
      created_at: now,
      expires_at: plusSeconds(now, ttlSeconds),
    };
    await ctx.db.insertInto('invites').values(row).execute();
    const isMailed = row.email !== null && (await mail(ctx, member, { ...row, email: row.email, link }));
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'invite.created',
      ...(row.email === null ? {} : { subject: row.email }),
      details: { inviteId: row.id, role: row.role },
    });
    return { invite: present({ ...row, name: me.name }), link: isMailed ? null : link };
  });
}

/** Invites that are open, newest first, at most 200. */
export async function listInvites(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<Invite[]> {
  const rows = await selectOpen(ctx)
    .where('invites.workspace_id', '=', workspaceId)
    .orderBy('invites.created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(present);
}

/** Takes an invite back. Throws `not_found` for one that is not open, or somewhere else; `not_allowed`, `role_changed`. */
export async function revokeInvite(ctx: Context, member: Member, inviteId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockTeam(ctx, member, 'admin');
    const revoked = await ctx.db
      .updateTable('invites')
      .set({ revoked_at: ctx.clock.now() })
      .where('id', '=', inviteId)
      .where('workspace_id', '=', member.workspaceId)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .returning(['email', 'role'])
      .executeTakeFirst();
    if (!revoked) throw new AppError('not_found');
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'invite.revoked',
      ...(revoked.email === null ? {} : { subject: revoked.email }),
      details: { inviteId, role: revoked.role },
    });
  });
}

/** Takes back what a person invited who may no longer invite; in the caller's transaction. */
export async function revokeInvitesOf(
  ctx: Pick<Context, 'db' | 'clock' | 'origin'>,
  member: Pick<Member, 'workspaceId' | 'userId'>,
  author: { userId: string; name: string },
): Promise<void> {
  const revoked = await ctx.db
    .updateTable('invites')
    .set({ revoked_at: ctx.clock.now() })
    .where('workspace_id', '=', member.workspaceId)
    .where('created_by', '=', author.userId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['id', 'email', 'role'])
    .execute();
  for (const { id, email, role } of revoked)
    await recordDeed(ctx, member, {
      action: 'invite.revoked',
      subject: email ?? undefined,
      // Its author was removed, left, or may no longer give as much.
      details: { inviteId: id, role, invitedBy: author.name, reason: 'author' },
    });
}

/** An invite that its secret opens, with where it leads. */
export interface FoundInvite {
  id: string;
  workspaceId: string;
  role: Role;
  email: string | null;
  told: OpenInvite;
}

/** Throws `invite_not_valid`, the same for unknown, used, revoked and old. */
export async function findInvite(ctx: Pick<Context, 'db' | 'clock'>, token: string): Promise<FoundInvite> {
  const row = await selectOpen(ctx)
    .innerJoin('workspaces', 'workspaces.id', 'invites.workspace_id')
    .select(['workspaces.name as workspace_name', 'invites.workspace_id'])
    .where('invites.token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!row) throw new AppError('invite_not_valid');
  const { role, email, invitedBy, expiresAt } = present(row);
  const told = { workspaceName: row.workspace_name, role, email, invitedBy, expiresAt };
  return { id: row.id, workspaceId: row.workspace_id, role, email, told };
}

function selectOpen(ctx: Pick<Context, 'db' | 'clock'>) {
  return ctx.db
    .selectFrom('invites')
    .innerJoin('users', 'users.id', 'invites.created_by')
    .select([
      'invites.id',
      'invites.role',
      'invites.email',
      'invites.created_at',
      'invites.expires_at',
      'users.name',
    ])
    .where('invites.accepted_at', 'is', null)
    .where('invites.revoked_at', 'is', null)
    .where('invites.expires_at', '>', ctx.clock.now());
}

interface Row {
  id: string;
  role: string;
  email: string | null;
  created_at: Date;
  expires_at: Date;
  /** Of who invited. */
  name: string;
}

function present(row: Row): Invite {
  return {
    id: row.id,
    role: roles.find((known) => known === row.role) ?? 'viewer',
    email: row.email,
    invitedBy: row.name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}

async function mail(
  ctx: Context,
  member: Member,
  invite: { email: string; role: string; link: string; expires_at: Date },
): Promise<boolean> {
  const { name } = await ctx.db
    .selectFrom('workspaces')
    .select('name')
    .where('id', '=', member.workspaceId)
    .executeTakeFirstOrThrow();
  const { link, role, email } = invite;
  const until = momentInWords(invite.expires_at);
  const params = { workspace: name, invitedBy: member.userName, role, link, until };
  return sendMail(ctx, { to: email, kind: 'invite', params });
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
