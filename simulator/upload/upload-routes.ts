import { authenticateFacebook } from '../graph/facebook/authenticate-facebook.ts';
import { authenticateInstagram } from '../graph/authenticate.ts';
import { containerStatusAt } from '../graph/publishing/container-status.ts';
import { MetaError } from '../graph/errors.ts';
import { type GraphCall, hasScope, reaches } from '../graph/graph-call.ts';
import { graphJson } from '../graph/meta-json.ts';
import type { Call, Route } from '../route.ts';
import type { Container } from '../world/media.ts';
import { beginProcessing } from './process-video.ts';
import { receivePart } from './receive-part.ts';
import { uploadRefused } from './upload-refused.ts';

/** Meta's uploader for `upload_type=resumable`, with the version in the path or without. */
export const uploadRoutes: Route[] = ['/ig-api-upload/:container', '/ig-api-upload/:version/:container'].map(
  (path) => ({ host: 'rupload.facebook.com', method: 'POST', path, answer: answerUpload }),
);

/** Bytes of a refused upload that are still taken from the wire, so that a client gets to read why it was refused. */
const MOST_DRAINED_BYTES = 32 * 1024 * 1024;

async function answerUpload(call: Call): Promise<Response> {
  const response = await receiveUpload(call);
  if (response.status !== 200) await drain(call);
  return response;
}

async function drain({ request: { body }, signal }: Call): Promise<void> {
  if (body === null || body.locked) return;
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (let drained = 0; drained < MOST_DRAINED_BYTES;) {
      const { done, value } = await reader.read();
      if (done) return;
      drained += value.byteLength;
    }
  } catch {
    // The wire broke: nobody reads the refusal.
  } finally {
    signal.removeEventListener('abort', stop);
    reader.releaseLock();
  }
}

/** Takes the bytes of a container's video, a part of them, or the address where they are: headers say which. */
async function receiveUpload(call: Call): Promise<Response> {
  const container = findContainer(call);
  if (container === undefined) return uploadRefused('unauthorized user request');
  const refusal = refuseState(call, container);
  if (refusal !== undefined) return refusal;
  const address = call.request.headers.get('file_url');
  if (address === null) return receivePart(call, container);
  call.world.containers.put({ ...container, videoUrl: address, upload: undefined });
  beginProcessing(call.running, container.id);
  return graphJson({ success: true, message: 'Upload successful.' });
}

/** The container, when the token of the call may make media for its account. */
function findContainer(call: Call): Container | undefined {
  const container = call.world.containers.get(call.pathParams['container'] ?? '');
  if (container === undefined) return undefined;
  const graph = authenticate(call);
  const isAllowed =
    graph !== undefined && reaches(graph, container.accountId) && hasScope(graph, 'content_publish');
  return isAllowed ? container : undefined;
}

/** The uploader takes either login's token; whether a container of Instagram Login gets this far is decided when it is made. */
function authenticate(call: Call): GraphCall | undefined {
  try {
    const isInstagram = call.world.tokens.get(call.accessToken ?? '') !== undefined;
    return isInstagram
      ? { ...call, family: 'instagram', ...authenticateInstagram(call) }
      : { ...call, family: 'facebook', ...authenticateFacebook(call) };
  } catch (cause) {
    if (cause instanceof MetaError) return undefined;
    throw cause;
  }
}

function refuseState({ world }: Call, container: Container): Response | undefined {
  const { upload } = container;
  if (upload === undefined) return uploadRefused('the media is not waiting for an upload');
  if (containerStatusAt(world, container) !== 'IN_PROGRESS')
    return uploadRefused('the media is no longer open');
  return upload.state === 'complete' ? uploadRefused('the media has been uploaded already') : undefined;
}
