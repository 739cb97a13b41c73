import type { Generated } from 'kysely';
import type { VideoFacts } from '#rules/video.ts';
import type { Json } from './json-column.ts';

/** The tables of uploaded files. */

export interface Folders {
  id: string;
  workspace_id: string;
  name: string;
  created_at: Date;
}

export interface Assets {
  id: string;
  workspace_id: string;
  uploaded_by: string | null;
  name: string;
  content_type: string;
  size_bytes: number;
  sha256: string;
  width: number;
  height: number;
  storage_key: string;
  created_at: Date;
  kind: Generated<'image' | 'video'>;
  video: Json<VideoFacts> | null;
  conversion: 'waiting' | 'failed' | 'missing' | null;
  conversion_lease_until: Date | null;
  conversion_tries: Generated<number>;
  /** When the server makes the still that no browser made; null when nothing is to be made. */
  still_due_at: Generated<Date | null>;
  folder_id: string | null;
  labels: Generated<string[]>;
}

export interface Renditions {
  id: string;
  asset_id: string;
  kind: 'instagram_jpeg' | 'instagram_video' | 'crop' | 'poster';
  /** Pixels and purpose of a crop; empty for the rest. */
  crop: Generated<string>;
  content_type: string;
  width: number;
  height: number;
  size_bytes: number;
  sha256: string;
  /** What was changed to make it fit: oriented, srgb, jpeg, resized. */
  fixes: string[];
  storage_key: string;
  created_at: Date;
}

/** An upload under way, or what became of it. */
export interface Uploads {
  id: string;
  workspace_id: string;
  user_id: string;
  name: string;
  size_bytes: number;
  asset_id: string | null;
  created_at: Date;
  expires_at: Date;
}
