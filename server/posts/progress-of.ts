import type { Context } from '../context.ts';
import type { InFlight } from './select-runs.ts';
import type { Child, Progress } from './next-step.ts';
import { Fenced } from './save-step.ts';

/** What is saved of a post in flight, as `nextStep` asks for it. Throws `Fenced` when it is not in flight any more. */
export async function progressOf(ctx: Context, run: InFlight): Promise<Progress> {
  const [progress] = await progressOfAll(ctx, [run]);
  return progress!;
}

/** The same of many, in their order, with one question to the database at most. */
export async function progressOfAll(ctx: Context, runs: InFlight[]): Promise<Progress[]> {
  const carousels = runs.filter(({ kind }) => kind === 'carousel');
  const children = await findChildren(
    ctx,
    carousels.map(({ id }) => id),
  );
  return runs.map((run) => progressWith(children.get(run.id) ?? [], run));
}

type KnownChild = Child & { madeAt: Date | null };

function progressWith(children: KnownChild[], run: InFlight): Progress {
  const { state } = run;
  if (state !== 'scheduled' && state !== 'preparing' && state !== 'ready' && state !== 'publishing')
    throw new Fenced();
  const made = children.flatMap(({ madeAt }) => (madeAt ? [madeAt.getTime()] : []));
  // A carousel lives no longer than the first of its children.
  const oldest = made.length > 0 ? new Date(Math.min(...made)) : run.container_made_at;
  return {
    state,
    publishAt: run.publish_at ?? new Date(0),
    children,
    containerId: run.container_id,
    containerMadeAt: oldest,
    attempt: run.attempt,
    hasRoom: run.has_room,
    publishCalledAt: run.publish_called_at,
    publishCalls: run.publish_calls,
    refusal: run.refusal,
    hasWords: hasWords(run),
  };
}

/** A story has no caption, whatever was written: nothing but its time tells it from others. */
function hasWords({ kind, caption }: InFlight): boolean {
  return kind !== 'image_story' && kind !== 'video_story' && caption.trim() !== '';
}

async function findChildren(ctx: Context, postIds: string[]): Promise<Map<string, KnownChild[]>> {
  const found = new Map<string, KnownChild[]>(postIds.map((id) => [id, []]));
  if (postIds.length === 0) return found;
  const rows = await ctx.db
    .selectFrom('post_assets as file')
    .innerJoin('publish_runs as run', 'run.post_id', 'file.post_id')
    .leftJoin('publish_children as child', (join) =>
      join
        .onRef('child.post_id', '=', 'file.post_id')
        .onRef('child.position', '=', 'file.position')
        .onRef('child.attempt', '=', 'run.attempt'),
    )
    .select(['file.post_id', 'child.container_id', 'child.made_at', 'child.ready_at'])
    .where('file.post_id', 'in', postIds)
    .orderBy('file.position')
    .execute();
  for (const row of rows)
    found.get(row.post_id)?.push({
      containerId: row.container_id,
      isReady: row.ready_at !== null,
      madeAt: row.made_at,
    });
  return found;
}
