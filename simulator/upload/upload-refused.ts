import { graphJson } from '../graph/meta-json.ts';

/** A refusal of the uploader: JSON in a text in JSON, as recorded. The sentences but "unauthorized user request" are ours. */
export function uploadRefused(message: string, { isRetriable = false } = {}): Response {
  const inner = JSON.stringify({ success: false, error: { message } });
  return graphJson(
    { debug_info: { retriable: isRetriable, type: 'ProcessingFailedError', message: inner } },
    400,
  );
}
