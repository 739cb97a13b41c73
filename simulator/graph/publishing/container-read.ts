import type { Container } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { containerStatusAt, containerStatusSentence, errorSubcodeOf } from './container-status.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { NodeType } from '../fields/node-type.ts';
import { reaches } from '../graph-call.ts';

const containerType: NodeType<Container> = {
  name: 'ShadowIGMediaBuilder',
  idOf: (container) => container.id,
  fields: {
    id: (container) => container.id,
    status_code: (container, { call }) => containerStatusAt(call.world, container),
    status: (container, { call }) =>
      containerStatusSentence(
        containerStatusAt(call.world, container),
        errorSubcodeOf(call.world, container),
      ),
    video_status: (container, { call }) => readVideoStatus(call.world, container),
    copyright_check_status: (container, { call }) => readCopyrightStatus(call.world, container),
  },
};

/** Somebody else's container does not exist. */
export const containerKind = nodeKind(containerType, (call, id) => {
  const container = call.world.containers.get(id);
  return container !== undefined && reaches(call, container.accountId) ? container : undefined;
});

type Phase = 'not_started' | 'in_progress' | 'complete' | 'error';

/** How far a video has come, in the two phases of Meta's uploader. Pictures have none. */
function readVideoStatus(world: World, container: Container): unknown {
  if (container.videoId === undefined) return undefined;
  const { status, bytes } = readUploading(world, container);
  return {
    uploading_phase: { status, ...(bytes !== undefined && { bytes_transferred: bytes }) },
    processing_phase: { status: readProcessing(world, container, status) },
  };
}

function readUploading(world: World, container: Container): { status: Phase; bytes: number | undefined } {
  const { upload, processingMs, videoId = '', errorSubcode } = container;
  if (upload !== undefined) return { status: upload.state, bytes: upload.bytesTransferred };
  const bytes = world.videos.get(videoId)?.sizeBytes;
  if (processingMs === undefined) return { status: 'in_progress', bytes };
  const isDownloadFailure = [2207003, 2207052, 2207077].includes(errorSubcode ?? 0);
  return { status: isDownloadFailure ? 'error' : 'complete', bytes };
}

function readProcessing(world: World, container: Container, uploading: Phase): Phase {
  if (uploading === 'error') return 'not_started';
  const code = containerStatusAt(world, container);
  if (code === 'ERROR') return 'error';
  if (code === 'FINISHED' || code === 'PUBLISHED') return 'complete';
  return uploading === 'complete' ? 'in_progress' : 'not_started';
}

/** Meta looks for other people's music and pictures in videos while it processes them. */
function readCopyrightStatus(world: World, container: Container): unknown {
  if (container.videoId === undefined) return undefined;
  const status = readProcessing(world, container, readUploading(world, container).status);
  const words = {
    not_started: 'not_started',
    in_progress: 'in_progress',
    complete: 'completed',
    error: 'error',
  } as const;
  return {
    status: words[status],
    matches_found: status === 'complete' && container.hasCopyrightMatches === true,
  };
}
