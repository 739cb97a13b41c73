import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { ContainerSpec, Written } from '../instagram/index.ts';
import type { InHand } from './claim-run.ts';
import { carouselOf, childOf, containerOf, type PublicFile } from './container-of.ts';
import { noteAnswer } from './hold.ts';
import { loadContent, loadFiles } from './load-files.ts';
import type { Child } from './next-step.ts';
import { saveStep } from './save-step.ts';
import { settleAnswer, settleRefusedCall } from './settle-refusal.ts';

/** Makes the container of one file of a carousel. Like every container it publishes nothing by itself. */
export async function createChild(ctx: Context, inHand: InHand, position: number): Promise<void> {
  const { run, account } = inHand;
  const file = (await loadFiles(ctx, run.id))[position];
  if (!file) return settleAnswer(ctx, inHand, { code: 'preflight_failed' });
  const made = await make(ctx, inHand, childOf(file, account.login), position);
  if (!made) return;
  const now = ctx.clock.now();
  return saveStep(ctx, inHand, {
    post: { state: 'preparing' },
    run: { failures: 0, due_at: now },
    also: ({ db }) =>
      db
        .insertInto('publish_children')
        .values({
          post_id: run.id,
          attempt: run.attempt,
          position,
          container_id: made.id,
          made_at: now,
          ready_at: null,
        })
        .execute(),
    step: {
      step: 'child_made',
      outcome: 'done',
      details: {
        position: position + 1,
        containerId: made.id,
        traceId: made.traceId,
        attempt: run.attempt + 1,
      },
    },
  });
}

/** Publishes nothing. When the answer is lost, the container is orphaned and Meta drops it after 24 h. */
export async function createContainer(
  ctx: Context,
  inHand: InHand,
  children: readonly Child[],
): Promise<void> {
  const { run } = inHand;
  const spec = await specOf(ctx, inHand, children);
  if (!spec) return settleAnswer(ctx, inHand, { code: 'preflight_failed' });
  const made = await make(ctx, inHand, spec);
  if (!made) return;
  const now = ctx.clock.now();
  return saveStep(ctx, inHand, {
    post: { state: 'preparing' },
    run: { container_id: made.id, container_made_at: now, failures: 0, due_at: plusSeconds(now, 1) },
    step: {
      step: 'container_made',
      outcome: 'done',
      details: {
        containerId: made.id,
        traceId: made.traceId,
        attempt: run.attempt + 1,
        ...(children.length > 0 ? { children: children.map(({ containerId }) => containerId) } : {}),
      },
    },
  });
}

/** What is asked for; undefined when the files are gone from under the post. */
async function specOf(
  ctx: Context,
  { run, account }: InHand,
  children: readonly Child[],
): Promise<ContainerSpec | undefined> {
  const content = await loadContent(ctx, run);
  if (run.kind !== 'carousel') {
    const [file]: (PublicFile | undefined)[] = await loadFiles(ctx, run.id);
    return file && containerOf(content, file, account.login);
  }
  const ids = children.flatMap(({ containerId }) => containerId ?? []);
  return ids.length > 0 ? carouselOf(content, ids, account.login) : undefined;
}

/** The container that was made; undefined when the refusal of it is settled already. */
async function make(
  ctx: Context,
  inHand: InHand,
  container: ContainerSpec,
  position?: number,
): Promise<Written | undefined> {
  const { account } = inHand;
  try {
    const made = await ctx.instagram.createContainer(account.login, account.token, {
      instagramUserId: account.instagramUserId,
      container,
    });
    await noteAnswer(ctx, { ...inHand, instagramUserId: account.instagramUserId, usage: made.usage });
    return made;
  } catch (error) {
    await settleRefusedCall(ctx, inHand, error, position);
  }
}
