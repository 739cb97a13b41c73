/** How the simulator plays what is unknown about webhooks and callbacks, and the disturbances of their delivery. */
export type WebhookFlags = {
  /** Which secret signs webhooks and callbacks: `secret`, or `otherSecret`, that of the Meta app around the Instagram app. */
  webhookSecret: 'own' | 'other';
  /** `changes` as every recording has it, or `field` and `value` in the entry as Meta's page prints it. */
  webhookShape: 'changes' | 'flat';
  /** What the id of a comment is called on Facebook Login: the field reference and Meta's sample differ. */
  webhookCommentId: 'id' | 'comment_id';
  /** An account delivers all fields of the app as soon as it is subscribed to one, or those alone it was subscribed to. */
  webhookFields: 'app' | 'account';
  /** Updates in one POST; Meta goes up to 1000. */
  webhookBatch: number;
  /** How often each delivery that was taken is sent in all. */
  webhookCopies: number;
  /** `reversed`: what happened last is sent first. */
  webhookOrder: 'kept' | 'reversed';
  /** How long an update waits before it leaves. */
  webhookDelaySeconds: number;
  /** End the subscription of an account whose deliveries have failed for an hour, as Meta's Messenger pages tell. */
  webhookUnsubscribe: boolean;
  /** Whether a deauthorize or data deletion call that failed is tried again, as webhooks are. Meta does not say. */
  callbackRetries: boolean;
};

export const defaultWebhookFlags: WebhookFlags = {
  webhookSecret: 'own',
  webhookShape: 'changes',
  webhookCommentId: 'id',
  webhookFields: 'app',
  webhookBatch: 1000,
  webhookCopies: 1,
  webhookOrder: 'kept',
  webhookDelaySeconds: 0,
  webhookUnsubscribe: false,
  callbackRetries: true,
};
