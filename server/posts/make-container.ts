import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { ContainerSpec, Written } from '../instagram/index.ts';
import type { InHand } from './claim-run.ts';
import { checkBeforeMaking } from './check-before-making.ts';
import { carouselOf, childOf, containerOf, type Content, type PublicFile } from './container-of.ts';
import { noteAnswer } from './hold.ts';
import { loadContent, loadFiles } from './load-files.ts';
import type { Child } from './next-step.ts';
import { saveStep } from './save-step.ts';
import { settleAnswer, settleBreaches, settleRefusedCall } from './settle-refusal.ts';

/** Makes the container of one file of a carousel. Like every container it publishes nothing by itself. */
export async function createChild(ctx: Context, inHand: InHand, position: number): Promise<void> {
  const { run, account } = inHand;
  const files = await loadFiles(ctx, run.id);
  const items = files.map(({ facts }) => facts);
  const breaches = checkBeforeMaking(inHand, { items, cover: null });
  if (breaches.length > 0) return settleBreaches(ctx, inHand, breaches);
  const file = files[position];
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
  const content = await loadContent(ctx, run);
  // The files of a carousel are in its children by now.
  const files = run.kind === 'carousel' ? [] : await loadFiles(ctx, run.id);
  const items = files.map(({ facts }) => facts);
  const breaches = checkBeforeMaking(inHand, { items, cover: content.cover });
  if (breaches.length > 0) return settleBreaches(ctx, inHand, breaches);
  const spec = specOf(inHand, { content, file: files[0], children });
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
function specOf(
  { run, account }: InHand,
  of: { content: Content; file: PublicFile | undefined; children: readonly Child[] },
): ContainerSpec | undefined {
  if (run.kind !== 'carousel') return of.file && containerOf(of.content, of.file, account.login);
  const ids = of.children.flatMap(({ containerId }) => containerId ?? []);
  return ids.length > 0 ? carouselOf(of.content, ids, account.login) : undefined;
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
