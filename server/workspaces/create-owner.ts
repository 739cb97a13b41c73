import type { Workspace } from '#contract/identity.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';
import type { SignInContext } from './auth.ts';
import { insertUser } from './insert-user.ts';
import { insertWorkspace } from './insert-workspace.ts';
import { addressBlock, limitAttempts } from './limit-attempts.ts';
import { maySignUp } from './may-sign-up.ts';
import { hashPassword } from './password.ts';
import { signIn, type SignedIn, type Visitor } from './sign-in.ts';

const perAddress = { attempts: 20, windowSeconds: 15 * 60 };

export interface NewOwner {
  name: string;
  email: string;
  password: string;
  workspaceName: string;
}

/**
 * Creates the first owner with the first workspace and signs them in: all of it or nothing, and once for ever.
 * Of several at the same time one succeeds. Throws `sign_up_closed`, `too_many_attempts`.
 */
export async function createOwner(
  ctx: SignInContext,
  visitor: Visitor,
  input: NewOwner,
): Promise<SignedIn & { workspace: Workspace }> {
  await limitAttempts(ctx, 'sign-up', addressBlock(visitor.address), perAddress);
  if (!(await maySignUp(ctx))) throw new AppError('sign_up_closed');
  const passwordHash = await hashPassword(input.password);
  const workspace = await inTransaction<Context, Workspace>(ctx, async (ctx) => {
    await lockUntilCommit(ctx.db, 'sign-up');
    if (!(await maySignUp(ctx))) throw new AppError('sign_up_closed');
    const userId = await insertUser(ctx, input, passwordHash);
    const workspace = await insertWorkspace(ctx, { name: input.workspaceName, ownerId: userId });
    await recordEvent(ctx, {
      workspaceId: workspace.id,
      actor: 'member',
      userId,
      action: 'workspace.created',
      subject: workspace.name,
    });
    return workspace;
  });
  return { workspace, ...(await signIn(ctx, visitor, input)) };
}
