import { createVisitor, type ConsentChoice } from '../simulator/index.ts';

type Json = Record<string, unknown>;

export interface Attempt {
  location: string;
  authorization: Json;
}

/**
 * Somebody who uses Tintype without a browser: keeps the cookie, sends what the pages send. For the scripts that look for
 * what a person could lose; journeys use a real browser.
 */
export interface Person {
  workspaceId: string;
  call<T = Json>(method: string, path: string, body?: unknown): Promise<T>;
  /** The same, but answers the response itself, whatever its status. Redirects are not followed. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
  signIn(email: string, password: string): Promise<void>;
  /** Goes through Instagram's dialog and comes back; answers where Tintype sent the browser. */
  connect(choice: ConsentChoice, reconnectConnectionId?: string): Promise<Attempt>;
  /** The same by either door: `consent` takes the dialog's address and answers where the dialog sends the browser. */
  connectBy(
    login: 'instagram' | 'facebook',
    consent: (authorizeUrl: string) => Promise<string>,
    reconnectConnectionId?: string,
  ): Promise<Attempt>;
  /** Uploads a picture and answers its id. */
  upload(name: string, bytes: Uint8Array): Promise<string>;
  /** Creates a post and sends it on its way; answers its id. */
  publish(post: { connectionId: string; assetId: string; caption: string }): Promise<string>;
}

export const owner = {
  name: 'Ada Linden',
  email: 'ada@linden.example',
  password: 'a long enough password',
  workspaceName: 'Linden Studio',
};

/** `transport` is fetch unless a test records or reroutes. */
export function createPerson(url: string, transport: typeof fetch = fetch): Person {
  let cookie = '';
  const person: Person = {
    workspaceId: '',
    async send(method, path, body) {
      const isBytes = body instanceof Uint8Array;
      const response = await transport(path.startsWith('http') ? path : url + path, {
        method,
        redirect: 'manual',
        headers: {
          cookie,
          ...(method === 'GET' ? {} : { origin: url }),
          ...(body === undefined
            ? {}
            : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isBytes ? (body as BodyInit) : JSON.stringify(body) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const pair = line.split(';')[0] ?? '';
        if (/tintype/.test(pair)) cookie = pair;
      }
      return response;
    },
    async call(method, path, body) {
      const response = await person.send(method, path, body);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      const answer = JSON.parse(text) as never;
      if (path === '/api/v1/owner')
        person.workspaceId = (answer as { workspace: { id: string } }).workspace.id;
      return answer;
    },
    async signIn(email, password) {
      const { workspaces } = await person.call<{ workspaces: { id: string }[] }>('POST', '/api/v1/session', {
        email,
        password,
      });
      person.workspaceId = workspaces[0]?.id ?? '';
    },
    connect: (choice, reconnectConnectionId) =>
      person.connectBy(
        'instagram',
        (authorizeUrl) => createVisitor().consent(authorizeUrl, choice),
        reconnectConnectionId,
      ),
    async connectBy(login, consent, reconnectConnectionId) {
      const base = `/api/v1/workspaces/${person.workspaceId}/authorizations`;
      const { id, authorizeUrl } = await person.call<{ id: string; authorizeUrl: string }>('POST', base, {
        login,
        timeZone: 'Europe/Lisbon',
        ...(reconnectConnectionId ? { reconnectConnectionId } : {}),
      });
      const back = await consent(authorizeUrl);
      const answer = await person.send('GET', back.replace(/#.*$/, ''));
      return {
        location: answer.headers.get('location') ?? '',
        authorization: await person.call('GET', `${base}/${id}`),
      };
    },
    async upload(name, bytes) {
      const path = `/api/v1/workspaces/${person.workspaceId}/assets?name=${encodeURIComponent(name)}`;
      return (await person.call<{ asset: { id: string } }>('POST', path, bytes)).asset.id;
    },
    async publish(post) {
      const base = `/api/v1/workspaces/${person.workspaceId}/posts`;
      const { id } = await person.call<{ id: string }>('POST', base, {
        connectionId: post.connectionId,
        items: [{ assetId: post.assetId }],
        caption: post.caption,
      });
      await person.call('PUT', `${base}/${id}/schedule`, {});
      return id;
    },
  };
  return person;
}
