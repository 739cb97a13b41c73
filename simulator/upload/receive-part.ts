import { graphJson } from '../graph/meta-json.ts';
import type { Call } from '../route.ts';
import type { Container, Upload } from '../world/media.ts';
import { defaultFlags } from '../world/flags.ts';
import { failures, mostVideoBytes } from './inspect-video.ts';
import { forgetVideo, writeVideo } from './keep-video.ts';
import { beginProcessing } from './process-video.ts';
import { uploadRefused } from './upload-refused.ts';

/**
 * Takes bytes from `offset` on, of a file of `file_size` bytes. What arrives before the wire breaks is kept, and the next part goes on
 * behind it. With the last byte the video is complete and worked on.
 */
export async function receivePart(call: Call, container: Container): Promise<Response> {
  const { world } = call;
  const { id, upload } = container;
  if (upload === undefined) return uploadRefused('the media is not waiting for an upload');
  const offset = readCount(call, 'offset') ?? 0;
  const sizeBytes = readCount(call, 'file_size');
  if (sizeBytes === undefined || sizeBytes === 0) return uploadRefused('file_size is required');
  const flags = world.apps.get(container.appId)?.flags ?? defaultFlags;
  if (sizeBytes > mostVideoBytes(container.kind, flags)) return uploadRefused('the file is too large');
  if (sizeBytes !== (upload.sizeBytes ?? sizeBytes)) return uploadRefused('file_size is not what it was');
  if (offset !== upload.bytesTransferred) {
    return uploadRefused(`offset must be ${upload.bytesTransferred}`, { isRetriable: true });
  }
  if (receiving.has(id)) return uploadRefused('the media is being uploaded', { isRetriable: true });

  receiving.add(id);
  const end = await receive(call, container, { ...upload, sizeBytes }).finally(() => receiving.delete(id));
  if (end === 'gone') return uploadRefused('the media is no longer open');
  if (end === 'too much') return uploadRefused('more bytes than file_size');
  const received = world.containers.get(id)?.upload?.bytesTransferred ?? 0;
  if (received < sizeBytes) {
    return uploadRefused(`${received} of ${sizeBytes} bytes were received`, { isRetriable: true });
  }
  beginProcessing(call.running, id);
  return graphJson({ success: true, message: 'Upload successful.' });
}

/** Containers that bytes are coming in for: two clients at once would mix theirs. */
const receiving = new Set<string>();

async function receive(call: Call, container: Container, begun: Upload & { sizeBytes: number }) {
  const { world, request } = call;
  const { id, videoId = '' } = container;
  const writer = writeVideo(world, videoId, begun.bytesTransferred);
  let received = begun.bytesTransferred;
  let isTooMuch = false;
  const reader = request.body?.getReader();
  // A client that stalls must not hold a simulator that closes.
  const stop = () => void reader?.cancel().catch(() => undefined);
  call.signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      // The simulator closed or was reset: there is nothing left to write to.
      if (call.running.closing.aborted || world.containers.get(id) === undefined) return 'gone';
      if (done || value === undefined) break;
      isTooMuch = received + value.byteLength > begun.sizeBytes;
      if (isTooMuch) break;
      writer.write(value);
      received += value.byteLength;
    }
  } catch {
    // The wire broke: what came before is kept, and the client reads from `bytes_transferred` where to go on.
    if (call.running.closing.aborted || world.containers.get(id) === undefined) return 'gone';
  } finally {
    call.signal.removeEventListener('abort', stop);
    reader?.releaseLock();
  }
  if (isTooMuch) {
    forgetVideo(world, videoId, received);
    put(world, id, { ...begun, state: 'error', bytesTransferred: 0 });
    return 'too much';
  }
  writer.flush();
  const state = received === begun.sizeBytes ? 'complete' : 'in_progress';
  put(world, id, { ...begun, state, bytesTransferred: received });
  world.commit();
  return 'kept';
}

/** An upload in error is over: the container fails with it. */
function put(world: Call['world'], id: string, upload: Upload): void {
  const container = world.containers.get(id);
  if (container === undefined) return;
  const failed = { statusCode: 'ERROR', errorSubcode: failures.upload, processingMs: 0 } as const;
  world.containers.put({ ...container, upload, ...(upload.state === 'error' && failed) });
}

/** A header with a number of bytes; undefined when it is absent or none. */
function readCount({ request }: Call, name: string): number | undefined {
  const text = request.headers.get(name)?.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
