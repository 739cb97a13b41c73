import sharp from 'sharp';

/** The app that scripts and tests without the starter use. */
export const testApp = { id: '1784140000000042', secret: 'test-app-secret-0123456789abcdef' };

export type Control = <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;

/** The simulator's control API at `simulatorUrl`. Throws with what it answered when it refuses. */
export function controlOf(simulatorUrl: string): Control {
  return async (method, path, body) => {
    const answer = await fetch(`${simulatorUrl}/_simulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };
}

/** Tells the simulator of an app of ours, `testApp` unless told, at `publicUrl`; containers finish at once. */
export async function registerTestApp(
  control: Control,
  publicUrl: string,
  more: { id?: string; secret?: string; flags?: Record<string, unknown> } = {},
): Promise<void> {
  await control('PUT', `/apps/${more.id ?? testApp.id}`, {
    secret: more.secret ?? testApp.secret,
    redirectUris: [`${publicUrl}/oauth/instagram/callback`, `${publicUrl}/oauth/facebook/callback`],
    deauthorizeUrl: `${publicUrl}/meta/deauthorize`,
    dataDeletionUrl: `${publicUrl}/meta/data-deletion`,
    flags: { containerSeconds: 0, ...more.flags },
  });
}

/** A 4:5 JPEG of one colour. */
export function aPicture(background = '#8a6f4d'): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 500, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
