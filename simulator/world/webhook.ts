import type { Login } from './entities.ts';

/** Webhooks and callbacks on their way to an app. Instants are unix milliseconds on the world's clock. */

export type WebhookObject = 'instagram' | 'page';

/** Where an app takes the webhooks of one object. Kept only after its handshake succeeded. */
export type WebhookEndpoint = {
  callbackUrl: string;
  verifyToken: string;
  /** What the app wants to hear of; accounts add their own subscription to it. */
  fields: string[];
  verifiedAt: number;
};

/** One thing one app hears of one account: a line of a delivery's body, or of one still to come. */
export type WebhookUpdate = {
  id: string;
  appId: string;
  login: Login;
  object: WebhookObject;
  /** The account or Page it is about. */
  entryId: string;
  field: string;
  /** `change` stands under `changes`, `messaging` under the member of that name. */
  shape: 'change' | 'messaging';
  value: Record<string, unknown>;
  at: number;
};

/** One try to reach the app. */
export type DeliveryAttempt = {
  at: number;
  /** Absent when nobody answered. */
  status?: number;
  /** At most 2,000 characters of the answer, or why there was none. */
  body: string;
};

export type DeliveryKind = 'webhook' | 'deauthorize' | 'data-deletion';

/** One POST to an app, with every try it took. */
export type Delivery = {
  id: string;
  kind: DeliveryKind;
  appId: string;
  login: Login;
  url: string;
  /** `withheld`: the app may not hear of it any more. `dropped`: 36 hours of failures. */
  state: 'waiting' | 'delivered' | 'dropped' | 'withheld';
  createdAt: number;
  /** While it waits. */
  nextAttemptAt?: number;
  attempts: DeliveryAttempt[];
  /** Of a webhook. */
  object?: WebhookObject;
  /** Of a webhook; the first few alone once it is over. */
  updates: WebhookUpdate[];
  /** How many updates it carried. */
  updateCount: number;
  /** Of a callback: the grant that ended, and its end. */
  grantId?: string;
  removedAt?: number;
  /** Of a data deletion callback that was answered as Meta asks. */
  confirmation?: { url: string; confirmationCode: string };
  /** What is wrong with how a callback was answered. */
  problem?: string;
};
