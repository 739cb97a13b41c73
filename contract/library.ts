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

/** What became of a file: stored, or `duplicate` when the same bytes are here already and `asset` is the older one. */
export const storedFile = z.object({ outcome: z.enum(['stored', 'duplicate']), asset });
export type StoredFile = z.output<typeof storedFile>;

/** A post that an asset stands in, as a file or as its cover. */
export const assetUse = z.object({
  postId: z.uuid(),
  state: z.string(),
  /** The beginning of the caption. */
  words: z.string(),
  publishAt: instant.nullable(),
});
export type AssetUse = z.output<typeof assetUse>;

const label = z.string().trim().min(1, 'Write a label.').max(40, 'Use at most 40 characters.');
const folderName = z.string().trim().min(1, 'Write a name.').max(80, 'Use at most 80 characters.');
/** Where a new file goes, and whether it is stored although the same bytes are here. */
const filing = { folderId: z.uuid().nullable().default(null), keepCopy: z.boolean().default(false) };
const inAsset = inWorkspace.extend({ assetId: z.uuid() });
const inFolder = inWorkspace.extend({ folderId: z.uuid() });

/**
 * Bytes travel beside the JSON table. Resumable: tus 1.0.0 (core, creation, termination, expiration) at
 * `POST /api/v1/workspaces/:workspaceId/uploads`, then `store`. In one piece: `POST …/assets?name=…` with the file as its body, which
 * takes an `Idempotency-Key` and `keepCopy=true`, answered with `storedFile` as `store` is (200 for a duplicate).
 */
export const library = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/assets',
    summary: 'Files of the library, newest first, in pages',
    access: 'viewer',
    params: inWorkspace,
    query: z.object({
      /** Part of a name or of a label. */
      search: z.string().trim().max(100).optional(),
      label: z.string().max(40).optional(),
      /** A folder, or `none` for files outside of any. */
      folder: z.union([z.uuid(), z.literal('none')]).optional(),
      kind: z.enum(['image', 'video']).optional(),
      /** Files older than this one: `nextBefore` of the page before. */
      before: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(100),
    }),
    response: z.object({
      assets: z.array(asset),
      nextBefore: z.uuid().nullable(),
      /** Bytes that a new file may have here. */
      limits: z.object({ imageBytes: z.number().int(), videoBytes: z.number().int() }),
    }),
  }),
  listLabels: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/labels',
    summary: 'Labels in use, with how many files bear each',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ labels: z.array(z.object({ label: z.string(), files: z.number().int() })) }),
  }),
  read: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId',
    summary: 'One uploaded file with its rendition',
    access: 'viewer',
    params: inAsset,
    response: asset,
  }),
  edit: op({
    method: 'patch',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId',
    summary: 'Rename a file, put it into a folder, label it',
    access: 'contributor',
    params: inAsset,
    body: z.object({
      name: z.string().trim().min(1, 'Write a name.').max(120, 'Use at most 120 characters.').optional(),
      folderId: z.uuid().nullable().optional(),
      labels: z.array(label).max(20, 'Use at most 20 labels.').optional(),
    }),
    response: asset,
  }),
  convert: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId/conversion',
    summary: 'Try a conversion again that failed; answered with the file as it stands',
    access: 'contributor',
    params: inAsset,
    response: asset,
  }),
  listUses: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId/uses',
    summary: 'Posts that a file stands in, newest first, at most 100',
    access: 'viewer',
    params: inAsset,
    response: z.object({ uses: z.array(assetUse) }),
  }),
  remove: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/assets/:assetId',
    summary: 'Remove a file that no post uses',
    access: 'publisher',
    params: inAsset,
    response: nothing,
  }),
  store: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/uploads/:uploadId/asset',
    summary: 'Make a file of the library of an upload that has arrived; safe to repeat',
    access: 'contributor',
    params: inWorkspace.extend({ uploadId: z.uuid() }),
    body: z.object(filing),
    response: storedFile,
  }),
  importFile: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/asset-imports',
    summary: 'Fetch a picture or a video from a public address into the library',
    access: 'contributor',
    keyed: true,
    params: inWorkspace,
    body: z.object({ url: z.string().trim().min(1, 'Write an address.').max(2048), ...filing }),
    response: storedFile,
  }),
  listFolders: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/folders',
    summary: 'Folders by name, with how many files lie in each',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ folders: z.array(folder) }),
  }),
  createFolder: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/folders',
    summary: 'Create a folder',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inWorkspace,
    body: z.object({ name: folderName }),
    response: folder,
  }),
  renameFolder: op({
    method: 'patch',
    path: '/api/v1/workspaces/:workspaceId/folders/:folderId',
    summary: 'Rename a folder',
    access: 'publisher',
    params: inFolder,
    body: z.object({ name: folderName }),
    response: folder,
  }),
  removeFolder: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/folders/:folderId',
    summary: 'Remove a folder; its files stay',
    access: 'publisher',
    params: inFolder,
    response: nothing,
  }),
};
