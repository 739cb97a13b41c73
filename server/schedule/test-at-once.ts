import type { Context, Member, Work } from '../context.ts';
import { prepareImport, prepareQueueFill, prepareSeries, prepareSwap } from './index.ts';

type Prepare<I, T> = (ctx: Context, member: Member, input: I) => Promise<Work<T>>;

/** What is slow and what is left of it, one after the other: as a request without a key goes. */
const atOnce =
  <I, T>(prepare: Prepare<I, T>) =>
  async (ctx: Context, member: Member, input: I): Promise<T> =>
    (await prepare(ctx, member, input))(ctx);

export const fillQueue = atOnce(prepareQueueFill);
export const importPosts = atOnce(prepareImport);
export const repeatPost = atOnce(prepareSeries);
export const swapPosts = atOnce(prepareSwap);
