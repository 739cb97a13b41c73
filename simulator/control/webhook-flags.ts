import { z } from 'zod';

/** Flags of an app for webhooks and callbacks; `world/webhook-flags.ts` says what they mean. */
export const webhookFlags = {
  webhookSecret: z.enum(['own', 'other']),
  webhookShape: z.enum(['changes', 'flat']),
  webhookCommentId: z.enum(['id', 'comment_id']),
  webhookFields: z.enum(['app', 'account']),
  webhookBatch: z.number().int().min(1).max(1000).describe('Updates in one POST.'),
  webhookCopies: z.number().int().min(1).max(10).describe('How often each delivery is sent.'),
  webhookOrder: z.enum(['kept', 'reversed']),
  webhookDelaySeconds: z.number().min(0).describe('How long an update waits before it leaves.'),
  webhookUnsubscribe: z.boolean().describe('End the subscription after an hour of failures.'),
  callbackRetries: z.boolean().describe('Try deauthorize and data deletion calls again, as webhooks.'),
};
