import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { InHand } from './claim-run.ts';
import { askForRoom } from './publishing-limit.ts';

/** Whether the publishing limit leaves room for one more. Unknown counts as room: the publish itself says no. */
export async function hasRoom(ctx: Context, { account }: InHand): Promise<boolean> {
  try {
    const { used, total } = await askForRoom(ctx, account);
    return used < total;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.debug({ err: error }, 'publishing limit not read');
    return true;
  }
}
