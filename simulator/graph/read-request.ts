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
 * Reads a request the way Meta does: query, urlencoded form, multipart and JSON may be mixed. Files in a multipart body are
 * left out. A body that is not what its content type says counts as empty.
 */
export async function readRequest(request: Request): Promise<RequestParams> {
  const query = new Map(new URL(request.url).searchParams);
  const { form, json } = await readBody(request);
  const params = new Map([...query, ...form]);
  const header = /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '');
  return { params, query, form, json, accessToken: header?.[1] ?? params.get('access_token') };
}

/** `true`, `1`, `yes`, `on` in any spelling; an absent parameter is `fallback`. */
export function readBoolean(params: Params, name: string, fallback: boolean): boolean {
  const value = params.get(name)?.trim().toLowerCase();
  if (value === undefined || value === '') return fallback;
  return ['true', '1', 'yes', 'on', 't', 'y'].includes(value);
}

type Body = { form: Map<string, string>; json?: unknown };

async function readBody(request: Request): Promise<Body> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null)
    return { form: new Map() };
  const type = request.headers.get('content-type')?.toLowerCase() ?? '';
  try {
    if (type.startsWith('multipart/form-data')) return { form: fromFormData(await request.formData()) };
    const text = await request.text();
    if (type.startsWith('application/json')) {
      const json: unknown = JSON.parse(text);
      return { form: fromJson(json), json };
    }
    if (text === '' || type.startsWith('application/octet-stream')) return { form: new Map() };
    return { form: new Map(new URLSearchParams(text)) };
  } catch (cause) {
    // Meta answers a body it cannot read as if the parameters were missing, and so do the routes.
    if (cause instanceof SyntaxError || cause instanceof TypeError) return { form: new Map() };
    throw cause;
  }
}

function fromFormData(data: FormData): Map<string, string> {
  const fields = new Map<string, string>();
  data.forEach((value, name) => {
    if (typeof value === 'string') fields.set(name, value);
  });
  return fields;
}

/** Members that are not text keep their JSON spelling. A number is read as JavaScript reads it: send ids as text. */
function fromJson(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return new Map(
    members.map(([name, member]) => [name, typeof member === 'string' ? member : JSON.stringify(member)]),
  );
}
