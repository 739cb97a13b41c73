import type { WebhookObject, WebhookUpdate } from '../world/webhook.ts';

type Sample = Pick<WebhookUpdate, 'shape' | 'value'>;

const people = { sender: { id: '12334' }, recipient: { id: '23245' }, timestamp: 1_527_459_824 };
const message = (more: Record<string, unknown>): Sample => ({
  shape: 'messaging',
  value: { ...people, ...more },
});
const change = (value: Record<string, unknown>): Sample => ({ shape: 'change', value });

const comment = {
  from: { id: '232323232', username: 'test' },
  media: { id: '123123123', media_product_type: 'FEED' },
  id: '17865799348089039',
  parent_id: '1231231234',
  text: 'This is an example.',
};

const samples: Record<WebhookObject, Record<string, Sample>> = {
  instagram: {
    comments: change(comment),
    live_comments: change(comment),
    mentions: change({ media_id: '17887498072083520', comment_id: '17887498072083520' }),
    story_insights: change({
      media_id: '17887498072083520',
      impressions: 444,
      reach: 44,
      taps_forward: 4,
      taps_back: 3,
      exits: 3,
      replies: 0,
    }),
    messages: message({ message: { mid: 'random_mid', text: 'random_text' } }),
    message_echoes: message({ message: { mid: 'random_mid', text: 'random_text', is_echo: true } }),
    message_edit: message({ message_edit: { mid: 'random_mid', text: 'random_text', num_edit: 1 } }),
    message_reactions: message({
      reaction: { mid: 'random_mid', action: 'react', reaction: 'love', emoji: '\u2764\ufe0f' },
    }),
    messaging_postbacks: message({ postback: { mid: 'random_mid', title: 'title', payload: 'payload' } }),
    messaging_referral: message({ referral: { ref: 'ref', source: 'IGME', type: 'OPEN_THREAD' } }),
    messaging_seen: message({ read: { mid: 'random_mid' } }),
    standby: message({ message: { mid: 'random_mid', text: 'random_text' } }),
  },
  page: {
    feed: change({ item: 'status', verb: 'add', post_id: '44444444_444444444', published: 1 }),
    mention: change({ item: 'post', verb: 'add', post_id: '44444444_444444444' }),
    messages: message({ message: { mid: 'random_mid', text: 'random_text' } }),
    name: change({}),
    picture: change({}),
  },
};

/** What the dashboard's Test button sends of a field: made-up ids about account `0`. */
export function sampleOf(object: WebhookObject, field: string): Sample | undefined {
  return Object.hasOwn(samples[object], field) ? samples[object][field] : undefined;
}
