import type { App, CallbackRecord, Grant } from '../world/entities.ts';
import { appScopedId } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import { signRequest } from './signed-request.ts';

/** How long the simulator waits for an app to answer. */
const patienceMs = 10_000;
/** What of an answer is kept. */
const keptCharacters = 2000;

export type CallbackSender = { world: World; fetch: typeof fetch; signal: AbortSignal };

/** Tells the app that a person removed it: deauthorize, and data deletion when the app's flag says so. Records the answers. */
export async function sendCallbacks(sender: CallbackSender, grant: Grant): Promise<Grant> {
  const app = sender.world.apps.get(grant.appId);
  if (app === undefined) return grant;
  // The tokens are dead for good before the app hears of it: it may look at once.
  sender.world.commit();
  const answers: CallbackRecord[] = [];
  for (const { kind, url } of callbacksOf(app)) answers.push(await send(sender, app, grant, kind, url));
  const current = sender.world.grants.get(grant.id) ?? grant;
  return sender.world.grants.put({ ...current, callbacks: [...current.callbacks, ...answers] });
}

function callbacksOf(app: App): { kind: CallbackRecord['kind']; url: string }[] {
  const deauthorize = app.deauthorizeUrl;
  const deletion = app.flags.sendDataDeletion ? app.dataDeletionUrl : undefined;
  return [
    ...(deauthorize === undefined ? [] : [{ kind: 'deauthorize' as const, url: deauthorize }]),
    ...(deletion === undefined ? [] : [{ kind: 'data-deletion' as const, url: deletion }]),
  ];
}

async function send(
  sender: CallbackSender,
  app: App,
  grant: Grant,
  kind: CallbackRecord['kind'],
  url: string,
): Promise<CallbackRecord> {
  const sentAt = sender.world.now();
  const signed = signRequest({
    appSecret: app.secret,
    userId: appScopedId(app.id, grant.accountId),
    issuedAtSeconds: Math.floor(sentAt / 1000),
  });
  try {
    const response = await sender.fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ signed_request: signed }),
      redirect: 'manual',
      signal: AbortSignal.any([sender.signal, AbortSignal.timeout(patienceMs)]),
    });
    const body = (await response.text()).slice(0, keptCharacters);
    return { kind, url, sentAt, status: response.status, body };
  } catch (cause) {
    return {
      kind,
      url,
      sentAt,
      body: `No answer: ${cause instanceof Error ? cause.message : String(cause)}`,
    };
  }
}
