import type { Asset } from '#contract/library.ts';
import type { Problem } from '#contract/errors.ts';
import { ProblemError } from '../app/client.ts';
import { problemOf } from '../app/problem.ts';

/**
 * Uploads a picture as a raw body and tells how far it is, from 0 to 1. XMLHttpRequest because fetch cannot tell the
 * progress of a body. Throws a ProblemError; an abort by `signal` rejects with its reason.
 */
export function uploadAsset(input: {
  workspaceId: string;
  file: File;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}): Promise<Asset> {
  const { promise, resolve, reject } = Promise.withResolvers<Asset>();
  const request = new XMLHttpRequest();
  request.open(
    'POST',
    `/api/v1/workspaces/${input.workspaceId}/assets?name=${encodeURIComponent(input.file.name)}`,
  );
  request.setRequestHeader('content-type', input.file.type || 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => input.onProgress(loaded / total));
  request.addEventListener('error', () => reject(new ProblemError(problemOf('unavailable'))));
  request.addEventListener('load', () => {
    const isOk = request.status >= 200 && request.status < 300;
    if (isOk) resolve(JSON.parse(request.responseText) as Asset);
    else reject(new ProblemError(readProblem(request.responseText)));
  });
  input.signal.addEventListener('abort', () => {
    request.abort();
    reject(input.signal.reason as Error);
  });
  request.send(input.file);
  return promise;
}

/** A proxy before our server may answer with a page of its own. */
function readProblem(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return problemOf('unavailable');
  }
}
