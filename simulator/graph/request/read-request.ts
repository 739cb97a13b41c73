import type { Asked } from '../../asked.ts';
import { gatherBrackets } from './gather-brackets.ts';
import { readBody } from './read-body.ts';

/** Parameters by name; of a name given twice the last one counts, and the body wins over the query. */
export type Params = ReadonlyMap<string, string>;

export type RequestParams = {
  /** Query and body together. */
  params: Params;
  query: Params;
  /** What came in the body: urlencoded, multipart or JSON. Members of a JSON body that are not text keep their JSON spelling. */
  form: Params;
  /** A JSON body as it came; undefined for any other. */
  json: unknown;
  /** From `Authorization: Bearer|OAuth`, else the parameter `access_token`. */
  accessToken: string | undefined;
};

/**
 * Reads a request the way Meta does: query, urlencoded form, multipart and JSON may be mixed, and a GET may have a body as well.
 * `children[0]=…` and `user_tags[0][username]=…` are gathered into JSON under the bare name. Files in a multipart body are left
 * out. A body that is not what its content type says counts as empty, and so does one above 16 MiB. With `leaveBody` the body
 * stays unread, for a route that takes it as bytes.
 */
export async function readRequest(
  request: Asked,
  { leaveBody = false, url = new URL(request.url) }: { leaveBody?: boolean; url?: URL } = {},
): Promise<RequestParams> {
  const query = gatherBrackets(url.searchParams);
  const body = leaveBody ? { fields: [] } : await readBody(request);
  const form = gatherBrackets(body.fields);
  const params = form.size === 0 ? query : new Map([...query, ...form]);
  const header = /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '');
  const accessToken = header?.[1] ?? params.get('access_token');
  return { params, query, form, json: body.json, accessToken };
}

const yes = new Set(['true', '1', 'yes', 'on', 't', 'y']);

/** `true`, `1`, `yes`, `on` in any spelling, quoted or not; an absent parameter is `fallback`. */
export function readBoolean(params: Params, name: string, fallback: boolean): boolean {
  const value = params
    .get(name)
    ?.trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .toLowerCase();
  return value === undefined || value === '' ? fallback : yes.has(value);
}
