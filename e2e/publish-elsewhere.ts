import type { House } from './house.ts';
import { expect, type SimulatedAccount } from './journey.ts';

/**
 * Publishes through the API, the way any client does; the picture is the account's own unless a step names another. Returns
 * the permalink.
 */
export async function publishElsewhere(
  house: House,
  account: SimulatedAccount,
  ...steps: Record<string, string>[]
): Promise<string> {
  const { access_token } = await house.control<{ access_token: string }>('POST', '/tokens', {
    appId: house.appId,
    account: account.id,
  });
  const graph = `${house.simulatorUrl}/graph.instagram.com/v25.0`;
  const call = async (method: string, path: string, params: Record<string, string>) => {
    const query = new URLSearchParams({ ...params, access_token });
    const answer = await fetch(`${graph}${path}?${query}`, { method });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; permalink: string; status_code: string };
  };
  const image_url = `${house.simulatorUrl}/scontent.cdninstagram.com/v/profile-${account.id}.jpg`;
  let children: string[] = [];
  let container = '';
  for (const step of steps) {
    const isParent = step['media_type'] === 'CAROUSEL';
    const params = isParent ? { ...step, children: children.join(',') } : { image_url, ...step };
    container = (await call('POST', '/me/media', params)).id;
    children = [...children, container];
  }
  await expect
    .poll(async () => (await call('GET', `/${container}`, { fields: 'status_code' })).status_code)
    .toBe('FINISHED');
  const { id } = await call('POST', '/me/media_publish', { creation_id: container });
  return (await call('GET', `/${id}`, { fields: 'permalink' })).permalink;
}
