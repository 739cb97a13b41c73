import { expect, test } from 'vitest';
import { createClient } from './client.ts';
import { contract } from './index.ts';

const workspaceId = '01a212e4-a7ff-720b-a37c-8140c99634f3';

/** A client whose requests are kept, and answered with `response`. */
function clientOf(response: () => Response | Promise<Response>) {
  const requests: { url: string; init: RequestInit | undefined }[] = [];
  const send: typeof fetch = async (input, init) => {
    requests.push({ url: input as string, init });
    return response();
  };
  return { client: createClient(contract, { fetch: send }), requests };
}

test('a call fills the path, the query and the body', async () => {
  const { client, requests } = clientOf(() => Response.json({ events: [] }));
  await client.audit.list({ params: { workspaceId }, query: { limit: 5 } });
  await client.identity.createWorkspace({ body: { name: 'Studio' } });

  expect(requests.map(({ url }) => url)).toEqual([
    `/api/v1/workspaces/${workspaceId}/audit-events?limit=5`,
    '/api/v1/workspaces',
  ]);
  expect(requests[1]?.init).toMatchObject({ method: 'POST', body: '{"name":"Studio"}' });
});

test('a refusal is thrown with the server’s words', async () => {
  const { client } = clientOf(() =>
    Response.json({ code: 'not_found', title: 'There is nothing here.' }, { status: 404 }),
  );

  await expect(client.identity.readSession()).rejects.toMatchObject({ problem: { code: 'not_found' } });
});

test.each([
  ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
  ['a page of a proxy', () => new Response('<html>Bad gateway</html>', { status: 502 })],
  ['a page with success', () => new Response('<html>')],
])('%s is "unavailable"', async (_, response) => {
  const { client } = clientOf(response);

  await expect(client.identity.readSession()).rejects.toMatchObject({ problem: { code: 'unavailable' } });
});
