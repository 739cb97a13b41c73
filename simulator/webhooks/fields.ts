import type { Login, Scope } from '../world/entities.ts';
import type { FacebookScope } from '../world/facebook.ts';
import type { WebhookObject } from '../world/webhook.ts';

/** What a field asks for on each login; a login without an entry never has it. Source: Meta, Webhooks for Instagram. */
type FieldRule = { instagram?: Scope; facebook?: FacebookScope };

const messaging: FieldRule = {
  instagram: 'instagram_business_manage_messages',
  facebook: 'instagram_manage_messages',
};
const comments: FieldRule = {
  instagram: 'instagram_business_manage_comments',
  facebook: 'instagram_manage_comments',
};

const instagramFields: Record<string, FieldRule> = {
  comments,
  live_comments: comments,
  // Instagram Login tells mentions inside `comments`.
  mentions: { facebook: 'instagram_manage_comments' },
  messages: messaging,
  // Meta's table asks for the comments permission here, which looks like a slip.
  message_echoes: messaging,
  message_edit: messaging,
  message_reactions: messaging,
  messaging_handover: messaging,
  messaging_optins: { instagram: 'instagram_business_manage_messages' },
  messaging_policy_enforcement: { facebook: 'instagram_manage_messages' },
  messaging_postbacks: messaging,
  messaging_referral: messaging,
  messaging_seen: messaging,
  response_feedback: { facebook: 'instagram_manage_messages' },
  standby: messaging,
  story_insights: { facebook: 'instagram_manage_insights' },
};

/** Of a Page's own feed nothing is simulated: an app may subscribe to these and is sent samples alone. */
const pageFields = [
  'feed',
  'mention',
  'messages',
  'message_reactions',
  'messaging_postbacks',
  'messaging_seen',
  'name',
  'picture',
];

/** The fields an app can subscribe to, per object. */
export const webhookFields: Record<WebhookObject, string[]> = {
  instagram: Object.keys(instagramFields),
  page: pageFields,
};

/** The permission without which an app hears nothing of a field of the `instagram` object; undefined: not on this login. */
export function scopeOfField(login: Login, field: string): Scope | FacebookScope | undefined {
  return Object.hasOwn(instagramFields, field) ? instagramFields[field]?.[login] : undefined;
}
