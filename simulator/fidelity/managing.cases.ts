import { expect } from 'vitest';
import { receiveMessage } from '../graph/messages/message-put.ts';
import type { Media } from '../world/media.ts';
import { drawDigits } from '../world/mint.ts';
import type { FidelityCase, RowCases, SectionCases } from './fidelity-case.ts';
import type { Scene } from './scene.ts';

const list = (path: string, more: Partial<FidelityCase> = {}): FidelityCase => ({
  says: 'answers a list',
  path,
  status: 200,
  json: { data: expect.any(Array) },
  ...more,
});
const foreign = (edge: string, form?: Record<string, string>): FidelityCase => ({
  says: 'of what the token does not reach',
  path: edge === '' ? '/{other}' : `/{other}/${edge}`,
  ...(form && { form }),
  status: 400,
  json: { code: 100 },
});

const hashtagEdge = (edge: string): RowCases => ({
  answers: [list(`/${hashtagId}/${edge}?user_id={account}`, { given: keepHashtag })],
  refusals: [
    {
      says: 'no user_id',
      path: `/${hashtagId}/${edge}`,
      given: keepHashtag,
      status: 400,
      json: { code: 100 },
    },
    foreign(edge),
  ],
});

const accounts = { business: '17841400000000101', secondBusiness: '17841400000000404' };
const hashtagId = '17840000000000001';
const catalogId = drawDigits('catalog', accounts.business, '3', 14);

const keepHashtag = ({ simulator: { world } }: Scene) => world.hashtags.put({ id: hashtagId, name: 'clay' });

/** A post of @harbour.bakery's that is made of one of @linden.ceramics'. */
async function postOfOther(scene: Scene, change: Partial<Media>): Promise<void> {
  const { world } = scene.simulator;
  const own = world.media.get(await scene.fill('{media}'));
  if (own !== undefined)
    world.media.put({ ...own, id: '990001', accountId: accounts.secondBusiness, ...change });
}
const tagAccount = (scene: Scene) => postOfOther(scene, { userTags: [{ username: 'linden.ceramics' }] });
const mentionAccount = (scene: Scene) => postOfOther(scene, { caption: 'Plates by @linden.ceramics' });

async function inviteAccount(scene: Scene): Promise<void> {
  await postOfOther(scene, {});
  const { world } = scene.simulator;
  const [mediaId, accountId, username] = ['990001', accounts.business, 'linden.ceramics'];
  world.collaborations.put({
    id: `${mediaId}:${accountId}`,
    mediaId,
    accountId,
    username,
    status: 'Pending',
    createdAt: world.now(),
  });
}

function openShop({ simulator: { world } }: Scene): void {
  const account = world.accounts.get(accounts.business);
  if (account !== undefined) world.accounts.put({ ...account, shopProductIds: ['70001234', '70001239'] });
}

const writeTo = ({ simulator: { world } }: Scene) =>
  receiveMessage(
    world,
    accounts.business,
    { id: '5550000000000001', username: 'a.stranger' },
    { text: 'Hi' },
  );

export const managing: SectionCases = {
  'GET graph.*/:node/comments': {
    answers: [list('/{media}/comments?fields=text,replies{text}')],
    refusals: [foreign('comments')],
  },
  'POST graph.*/:node/comments': {
    answers: [{ says: 'the account comments', path: '/{media}/comments', form: { message: 'Thank you' }, status: 200, json: { id: expect.stringMatching(/^\d+$/) } }],
    refusals: [{ says: 'no text', path: '/{media}/comments', form: {}, status: 400, json: { code: 100 } }, foreign('comments', { message: 'Hi' })],
  },
  'GET graph.*/:node/replies': { answers: [list('/{comment}/replies')], refusals: [foreign('replies')] },
  'POST graph.*/:node/replies': {
    answers: [{ says: 'the account answers', path: '/{comment}/replies', form: { message: 'Thank you' }, status: 200, json: { id: expect.stringMatching(/^\d+$/) } }],
    refusals: [{ says: 'no text', path: '/{comment}/replies', form: {}, status: 400, json: { code: 100 } }, foreign('replies', { message: 'Hi' })],
  },
  'POST graph.*/:node': {
    answers: [
      { says: 'hides a comment', path: '/{comment}', form: { hide: 'true' }, status: 200, json: { success: true } },
      { says: 'turns commenting off', path: '/{media}', form: { comment_enabled: 'false' }, status: 200, json: { success: true } },
    ],
    refusals: [{ says: 'nothing to change', path: '/{comment}', form: {}, status: 400, json: { code: 100 } }, foreign('', { hide: 'true' })],
  },
  'DELETE graph.*/:node': {
    answers: [
      { says: 'a comment', path: '/{comment}', status: 200, json: { success: true } },
      { says: 'a media, on the Facebook host', path: '/{media}', only: 'facebook', status: 200, json: { success: true } },
    ],
    refusals: [foreign(''), { says: 'a media, on the Instagram host', path: '/{media}', only: 'instagram', status: 400, json: { code: 100 } }],
  },
  'GET graph.*/:node/tags': {
    answers: [list('/{account}/tags?fields=username', { given: tagAccount, json: { data: [{ username: 'harbour.bakery' }] } })],
    refusals: [foreign('tags')],
  },
  'GET graph.*/:node/live_media': { answers: [list('/{account}/live_media')], refusals: [foreign('live_media')] },
  'GET graph.facebook.com/ig_hashtag_search': {
    answers: [list('/ig_hashtag_search?user_id={account}&q=clay', { json: { data: [{ id: expect.stringMatching(/^1784/) }] } })],
    refusals: [
      { says: 'no user_id', path: '/ig_hashtag_search?q=clay', status: 400, json: { code: 100 } },
      { says: 'no hashtag', path: '/ig_hashtag_search?user_id={account}&q=two words', status: 400, json: { code: 24 } },
    ],
  },
  'GET graph.facebook.com/:node/recent_media': hashtagEdge('recent_media'),
  'GET graph.facebook.com/:node/top_media': hashtagEdge('top_media'),
  'GET graph.facebook.com/:node/recently_searched_hashtags': { answers: [list('/{account}/recently_searched_hashtags')], refusals: [foreign('recently_searched_hashtags')] },
  'GET graph.facebook.com/:node/collaborative_media': { answers: [list('/{account}/collaborative_media')], refusals: [foreign('collaborative_media')] },
  'GET graph.facebook.com/:node/collaborators': { answers: [list('/{media}/collaborators')], refusals: [foreign('collaborators')] },
  'GET graph.facebook.com/instagram_oembed': {
    answers: [{ says: 'markup, without a token', path: '/instagram_oembed?url=https://www.instagram.com/p/{shortcode}/', token: 'none', status: 200, json: { type: 'rich', version: '1.0' } }],
    refusals: [{ says: 'what is gone', path: '/instagram_oembed?url=https://www.instagram.com/p/gone/', token: 'none', status: 400, json: { code: 24 } }],
  },
  'POST graph.*/:node/mentions': {
    answers: [{ says: 'answers a caption', path: '/{account}/mentions', form: { media_id: '990001', message: 'Thank you' }, given: mentionAccount, status: 200, json: { id: expect.stringMatching(/^\d+$/) } }],
    refusals: [{ says: 'what mentions nobody', path: '/{account}/mentions', form: { media_id: '{media}', message: 'Hi' }, status: 400, json: { code: 100, error_subcode: 33 } }],
  },
  'POST graph.facebook.com/:node/likes': {
    answers: [{ says: 'likes a comment', path: '/{account}/likes', form: { comment_id: '{comment}' }, status: 200, json: { success: true } }],
    refusals: [{ says: 'neither id', path: '/{account}/likes', form: {}, status: 400, json: { code: 100 } }],
  },
  'DELETE graph.facebook.com/:node/likes': {
    answers: [{ says: 'takes it back', path: '/{account}/likes?media_id={media}', status: 200, json: { success: true } }],
    refusals: [{ says: 'both ids', path: '/{account}/likes?media_id={media}&comment_id={comment}', status: 400, json: { code: 100 } }],
  },
  'GET graph.facebook.com/:node/collaboration_invites': { answers: [list('/{account}/collaboration_invites')], refusals: [foreign('collaboration_invites')] },
  'POST graph.facebook.com/:node/collaboration_invites': {
    answers: [{ says: 'accepts', path: '/{account}/collaboration_invites', form: { media_id: '990001', accept: 'true' }, given: inviteAccount, status: 200, json: { success: true } }],
    refusals: [{ says: 'what nobody asked', path: '/{account}/collaboration_invites', form: { media_id: '{media}', accept: 'true' }, status: 400, json: { code: 100, error_subcode: 33 } }],
  },
  'GET graph.facebook.com/:node/available_catalogs': { answers: [list('/{account}/available_catalogs', { given: openShop })], refusals: [foreign('available_catalogs')] },
  'GET graph.facebook.com/:node/catalog_product_search': {
    answers: [list(`/{account}/catalog_product_search?q=70001234&catalog_id=${catalogId}`, { given: openShop, json: { data: [{ product_id: '70001234' }] } })],
    refusals: [{ says: 'no catalog_id', path: '/{account}/catalog_product_search?q=x', status: 400, json: { code: 100 } }],
  },
  'GET graph.facebook.com/:node/product_tags': { answers: [list('/{media}/product_tags')], refusals: [foreign('product_tags')] },
  'POST graph.facebook.com/:node/product_tags': {
    answers: [{ says: 'marks a product', path: '/{media}/product_tags', form: { updated_tags: '[{"product_id":"70001234","x":0.5,"y":0.5}]' }, given: openShop, status: 200, json: { success: true } }],
    refusals: [{ says: 'a product of nobody', path: '/{media}/product_tags', form: { updated_tags: '[{"product_id":"1","x":0.5,"y":0.5}]' }, status: 400, json: { code: 100 } }],
  },
  'GET graph.facebook.com/:node/product_appeal': {
    answers: [list('/{account}/product_appeal?product_id=70001234', { given: openShop, json: { data: [{ review_status: 'approved' }] } })],
    refusals: [{ says: 'no product', path: '/{account}/product_appeal', status: 400, json: { code: 100 } }],
  },
  'POST graph.facebook.com/:node/product_appeal': {
    answers: [{ says: 'a product that was rejected', path: '/{account}/product_appeal', form: { product_id: '70001239', appeal_reason: 'It is a plate' }, given: openShop, status: 200, json: { success: true } }],
    refusals: [{ says: 'an approved product', path: '/{account}/product_appeal', form: { product_id: '70001234', appeal_reason: 'It is a plate' }, given: openShop, status: 400, json: { code: 100 } }],
  },
  'POST graph.*/:node/messages': {
    answers: [{ says: 'a private reply', path: '/{account}/messages', form: { recipient: '{"comment_id":"{comment}"}', message: '{"text":"I wrote to you"}' }, status: 200, json: { message_id: expect.any(String) } }],
    refusals: [{ says: 'who has never written', path: '/{account}/messages', form: { recipient: '{"id":"1"}', message: '{"text":"Hi"}' }, status: 400, json: { code: 100, error_subcode: 2534014 } }],
  },
  'GET graph.*/:node/conversations': {
    answers: [list('/{account}/conversations?platform=instagram', { given: writeTo, json: { data: [{ id: expect.any(String) }] } }), list('/{page}/conversations?platform=instagram', { only: 'facebook', given: writeTo, json: { data: [{ id: expect.any(String) }] } })],
    refusals: [foreign('conversations')],
  },
  'GET graph.*/:node/messages': { answers: [list('/{conversation}/messages', { json: { data: [{ id: expect.any(String) }] } })], refusals: [foreign('messages')] },
  'GET graph.*/:node/messenger_profile': { answers: [list('/{account}/messenger_profile')], refusals: [foreign('messenger_profile')] },
  'POST graph.*/:node/messenger_profile': {
    answers: [{ says: 'keeps an ice breaker', path: '/{account}/messenger_profile', form: { ice_breakers: '[{"question":"Open?","payload":"OPEN"}]' }, status: 200, json: { result: 'success' } }],
    refusals: [{ says: 'nothing', path: '/{account}/messenger_profile', form: {}, status: 400, json: { code: 100 } }],
  },
  'DELETE graph.*/:node/messenger_profile': {
    answers: [{ says: 'takes them away', path: '/{account}/messenger_profile?fields=ice_breakers', status: 200, json: { result: 'success' } }],
    refusals: [{ says: 'without fields', path: '/{account}/messenger_profile', status: 400, json: { code: 100 } }],
  },
  'GET graph.facebook.com/ig_audio': {
    answers: [list('/ig_audio?audio_type=music&user_id={account}')],
    refusals: [{ says: 'no kind', path: '/ig_audio?user_id={account}', status: 400, json: { code: 100 } }],
  },
}; // prettier-ignore
