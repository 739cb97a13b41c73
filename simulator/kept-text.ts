const texts = new WeakMap<Response, string>();

/** An answer whose whole text is known, so that a socket can send it in one piece and without a stream. */
export function keepText(response: Response, text: string): Response {
  texts.set(response, text);
  return response;
}

/** The text of such an answer; undefined for every other. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}
