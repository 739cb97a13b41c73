import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { op } from './op.ts';

export const breach = z.object({
  /** Stable name of the rule, like `ratio_too_tall`. */
  rule: z.string(),
  /** What is wrong, as a sentence. */
  sentence: z.string(),
  /** What to do about it. */
  fix: z.string(),
  /** The part of a post that is to be changed, as the contract of posts names it. */
  field: z.string().optional(),
  /** Which file of a carousel, from 0. */
  item: z.number().int().optional(),
});
export type Breach = z.output<typeof breach>;

/** What a look into a video's boxes told; the fields are those of rules/video.ts. */
const videoFacts = z.object({
  durationMs: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  codec: z.string().nullable(),
  audioCodec: z.string().nullable(),
  frameRate: z.number().nullable(),
  bitRate: z.number().int().nullable(),
});

export const asset = z.object({
  id: z.uuid(),
  kind: z.enum(['image', 'video']),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  /** As it is shown: a rotation is applied. */
  width: z.number().int(),
  height: z.number().int(),
  /** Null for a picture. */
  video: videoFacts.nullable(),
  /** What a video still needs: `waiting` to be converted, `failed`, or `missing` the program for it; else null. */
  conversion: z.enum(['waiting', 'failed', 'missing']).nullable(),
  folderId: z.uuid().nullable(),
  labels: z.array(z.string()),
  createdAt: instant,
  /** What Instagram will receive, and what was changed to make it fit (`oriented`, `srgb`, `jpeg`, `resized`, `transcoded`). */
  rendition: z.object({
    id: z.uuid(),
    width: z.number().int(),
    height: z.number().int(),
    sizeBytes: z.number().int(),
    fixes: z.array(z.string()),
  }),
  /** Rules of Instagram that the rendition breaks; empty when it can be published. */
  breaches: z.array(breach),
  /** Same-origin address of the picture for our own pages; of a video its still, or a plain plate. */
  pictureUrl: z.string(),
  /** Same-origin address of the video for our own pages; null for a picture. */
  videoUrl: z.string().nullable(),
});
export type Asset = z.output<typeof asset>;

export const folder = z.object({ id: z.uuid(), name: z.string(), files: z.number().int() });
export type Folder = z.output<typeof folder>;

/** Upload is a raw body, not part of the JSON table: `POST /api/v1/workspaces/:workspaceId/assets?name=…`, answered with `asset`. */
export const library = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/assets',
    summary: 'Uploaded files, newest first, at most 100',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ assets: z.array(asset) }),
  }),
  read: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId',
    summary: 'One uploaded file with its rendition',
    access: 'viewer',
    params: inWorkspace.extend({ assetId: z.uuid() }),
    response: asset,
  }),
  remove: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId',
    summary: 'Remove a file that no post uses',
    access: 'editor',
    params: inWorkspace.extend({ assetId: z.uuid() }),
    response: nothing,
  }),
};
