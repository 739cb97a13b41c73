import type { Crop } from '#contract/posts.ts';
import { intoCrop } from '#rules/spot.ts';
import type { ImageFacts } from '#rules/image.ts';
import type { ItemFacts } from '#rules/preflight.ts';
import type { Context } from '../context.ts';
import { publicMediaUrl, renditionFor } from '../library/index.ts';
import type { InFlight } from './select-runs.ts';
import { fileFacts } from './file-facts.ts';
import type { Content, PublicFile } from './container-of.ts';
import { settingsOf } from './post-items.ts';

/** A file as Instagram will fetch it, and what the rules ask of it. */
export interface LoadedFile extends PublicFile {
  facts: ItemFacts;
}

/** The files of a post in their order, under addresses that Meta can fetch for a day. */
export async function loadFiles(ctx: Context, postId: string): Promise<LoadedFile[]> {
  const rows = await ctx.db
    .selectFrom('post_assets as file')
    .innerJoin('renditions', 'renditions.id', 'file.rendition_id')
    .innerJoin('assets', 'assets.id', 'file.asset_id')
    .innerJoin('renditions as whole', (join) =>
      join
        .onRef('whole.asset_id', '=', 'assets.id')
        .on('whole.kind', 'in', ['instagram_jpeg', 'instagram_video']),
    )
    .select(['file.rendition_id', 'renditions.content_type', 'alt_text', 'file.crop', 'people', 'products'])
    .select(['assets.video', 'assets.content_type as contentType'])
    .select(['whole.width', 'whole.height', 'whole.size_bytes as sizeBytes'])
    .where('post_id', '=', postId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    sort: row.content_type.startsWith('video/') ? 'video' : 'image',
    url: publicMediaUrl(ctx, row.rendition_id, row.content_type),
    altText: row.alt_text,
    people: row.people.map((tag) => ({ ...tag, ...spotIn(row.crop, tag) })),
    products: row.products.map((tag) => ({ ...tag, ...spotIn(row.crop, tag) })),
    facts: {
      file: fileFacts({ ...row, rendition: row }),
      crop: row.crop,
      altText: row.alt_text,
      people: row.people,
      products: row.products,
    },
  }));
}

/** Tags are kept by their place in the upright file; Instagram asks for the place in what it gets. */
function spotIn(crop: Crop | null, { x, y }: { x: number | null; y: number | null }) {
  return x === null || y === null ? { x, y } : intoCrop({ x, y }, crop);
}

/** What is said of a post beside its files. A cover picture that is gone is left out: Instagram then takes a moment itself. */
export async function loadContent(
  ctx: Context,
  run: InFlight,
): Promise<Content & { cover: ImageFacts | null }> {
  const settings = settingsOf(run.settings);
  const { cover } = settings;
  const picture =
    cover?.from === 'picture'
      ? await renditionFor(ctx, {
          workspaceId: run.workspace_id,
          assetId: cover.assetId,
          crop: null,
          kind: run.kind,
        }).catch(() => undefined)
      : undefined;
  return {
    kind: run.kind,
    caption: run.caption,
    settings,
    coverUrl: picture ? publicMediaUrl(ctx, picture.id, picture.contentType) : null,
    cover: picture ?? null,
  };
}

/** Cuts what is to be cut and notes it as what goes out. Throws `picture_broken`, `not_found` for a file that is gone. */
export async function fitFiles(ctx: Context, post: { id: string; workspaceId: string }): Promise<void> {
  const rows = await ctx.db
    .selectFrom('post_assets as file')
    .innerJoin('posts', 'posts.id', 'file.post_id')
    .select(['file.position', 'file.asset_id', 'file.crop', 'file.rendition_id', 'posts.kind'])
    .where('file.post_id', '=', post.id)
    .execute();
  for (const row of rows) {
    const { id } = await renditionFor(ctx, {
      workspaceId: post.workspaceId,
      assetId: row.asset_id,
      crop: row.crop,
      kind: row.kind,
    });
    if (id === row.rendition_id) continue;
    await ctx.db
      .updateTable('post_assets')
      .set({ rendition_id: id })
      .where('post_id', '=', post.id)
      .where('position', '=', row.position)
      .where('asset_id', '=', row.asset_id)
      .execute();
  }
}
