/*
 * Most answers are a short text that is known at once. A `Response` of it, with a stream inside and every header judged, costs more
 * than everything else about such an answer, so one is made only for those who ask for what it alone can give.
 */

type Pair = [name: string, value: string];

/** Headers as our own code writes them: few, and each valid. */
class TextHeaders implements Iterable<Pair> {
  readonly #pairs: Pair[];

  constructor(pairs: Pair[]) {
    this.#pairs = pairs;
  }

  get(name: string): string | null {
    const wanted = name.toLowerCase();
    return this.#pairs.find(([given]) => given === wanted)?.[1] ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  set(name: string, value: string): void {
    const wanted = name.toLowerCase();
    const known = this.#pairs.find(([given]) => given === wanted);
    if (known === undefined) this.#pairs.push([wanted, value]);
    else known[1] = value;
  }

  [Symbol.iterator](): ArrayIterator<Pair> {
    return this.#pairs[Symbol.iterator]();
  }
}

class TextResponse {
  readonly status: number;
  readonly headers: TextHeaders;
  readonly #text: string;
  #made: Response | undefined;

  static textOf(response: Response): string | undefined {
    return #text in response ? (response as unknown as TextResponse).#text : undefined;
  }

  constructor(text: string, status: number, headers: Pair[]) {
    this.#text = text;
    this.status = status;
    this.headers = new TextHeaders(headers);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): Response['body'] {
    return this.make().body;
  }

  text(): Promise<string> {
    return this.make().text();
  }

  json(): Promise<unknown> {
    return this.make().json();
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.make().arrayBuffer();
  }

  clone(): Response {
    return this.make().clone();
  }

  make(): Response {
    this.#made ??= new Response(this.#text, { status: this.status, headers: [...this.headers] });
    return this.#made;
  }
}

/** An answer of a text. It stands where a `Response` does inside the simulator; `realResponse` makes one of it for others. */
export function textResponse(text: string, status: number, headers: Record<string, string>): Response {
  return new TextResponse(text, status, Object.entries(headers)) as unknown as Response;
}

/** The text of such an answer, which a socket can send in one piece; undefined for every other. */
export function textOf(response: Response): string | undefined {
  return TextResponse.textOf(response);
}

/** What `fetch` promises, whatever the answer was made as. */
export function realResponse(response: Response): Response {
  return response instanceof TextResponse ? response.make() : response;
}
