import fc from 'fast-check';
import type { Route } from '../route.ts';
import type { RequestPlan } from './plan-request.ts';

type Param = [name: string, value: string];

/** What a client that means well sends to an edge. */
const paramsOf: Record<string, Param[][]> = {
  media: [
    [['image_url', 'https://cdn.example.com/photo.jpg'], ['caption', 'A bowl #clay @harbour.bakery']],
    [['image_url', 'https://cdn.example.com/photo.jpg'], ['is_carousel_item', 'true']],
    [['image_url', 'https://cdn.example.com/photo.jpg'], ['media_type', 'STORIES']],
    [['media_type', 'CAROUSEL'], ['children', '{{container:4}},{{container:5}}']],
    [['media_type', 'REELS'], ['video_url', 'https://cdn.example.com/video.mp4']],
    [['media_type', 'REELS'], ['upload_type', 'resumable']],
    [['fields', 'id,caption,media_type,comments_count,children{id},comments{text,replies{text}}'], ['limit', '2']],
    [['since', '1790000000'], ['until', '1800000000']],
  ],
  media_publish: [[['creation_id', '{{container:3}}']], [['creation_id', '{{container:4}}']]],
  comments: [[['message', 'Thank you']], [['fields', 'id,text,from,replies{text}'], ['limit', '1']]],
  replies: [[['message', 'Thank you']], []],
  mentions: [[['media_id', '{{media:0}}'], ['message', 'Thanks']]],
  insights: [
    [['metric', 'reach'], ['period', 'day'], ['metric_type', 'total_value']],
    [['metric', 'views,likes,total_interactions'], ['period', 'day'], ['metric_type', 'total_value'], ['breakdown', 'media_product_type']],
    [['metric', 'reach,follower_count'], ['period', 'day'], ['since', '1795000000'], ['until', '1795500000']],
    [['metric', 'follower_demographics'], ['period', 'lifetime'], ['timeframe', 'this_month'], ['metric_type', 'total_value'], ['breakdown', 'country']],
    [['metric', 'reach,likes,comments,saved,shares,views']],
  ],
  subscribed_apps: [[['subscribed_fields', 'comments,mentions']], [['subscribed_fields', 'feed']]],
  subscriptions: [[['object', 'instagram'], ['callback_url', 'https://cdn.example.com/text'], ['verify_token', 'v'], ['fields', 'comments']]],
  messages: [[['recipient', '{"id":"{{stranger:0}}"}'], ['message', '{"text":"Hello"}']], [['fields', 'id,message,from,created_time']]],
  conversations: [[['platform', 'instagram'], ['fields', 'id,messages{message}']]],
  ig_hashtag_search: [[['q', 'clay'], ['user_id', '{{account:0}}']]],
  recent_media: [[['user_id', '{{account:0}}'], ['fields', 'id,caption']]],
  top_media: [[['user_id', '{{account:0}}'], ['fields', 'id,caption']]],
  accounts: [[['fields', 'id,name,access_token,instagram_business_account{id,username}']]],
  debug_token: [[['input_token', '{{token:2}}']], [['input_token', '{{token:0}}']]],
  access_token: [
    [['grant_type', 'ig_exchange_token'], ['client_secret', '{{secret:0}}']],
    [['grant_type', 'authorization_code'], ['client_id', '{{app:0}}'], ['client_secret', '{{secret:0}}'], ['redirect_uri', 'http://127.0.0.1:4200/oauth/instagram/callback'], ['code', '{{code:0}}']],
    [['grant_type', 'fb_exchange_token'], ['client_id', '{{app:0}}'], ['client_secret', '{{secret:0}}'], ['fb_exchange_token', '{{token:2}}']],
  ],
  refresh_access_token: [[['grant_type', 'ig_refresh_token']]],
  authorize: [[['client_id', '{{app:0}}'], ['redirect_uri', 'http://127.0.0.1:4200/oauth/instagram/callback'], ['response_type', 'code'], ['scope', 'instagram_business_basic'], ['state', 's']]],
  oauth: [[['client_id', '{{app:0}}'], ['redirect_uri', 'http://127.0.0.1:4200/oauth/instagram/callback'], ['scope', 'instagram_basic,pages_show_list'], ['state', 's']]],
  consent: [[['client_id', '{{app:0}}'], ['redirect_uri', 'http://127.0.0.1:4200/oauth/instagram/callback'], ['response_type', 'code'], ['scope', 'instagram_business_basic'], ['account_id', '{{account:0}}'], ['person_id', 'marta'], ['decision', 'allow']]],
  instagram_oembed: [[['url', 'https://www.instagram.com/p/{{shortcode:0}}/']]],
  ig_audio: [[['audio_type', 'music']], [['audio_type', 'original_sound'], ['q', 'a']]],
  messenger_profile: [[['ice_breakers', '[{"question":"Open?","payload":"OPEN"}]']], [['fields', '["ice_breakers"]']], []],
  collaboration_invites: [[['media_id', '{{media:0}}'], ['accept', 'true']], []],
  product_tags: [[['updated_tags', '[{"product_id":"1","x":0.5,"y":0.5}]']], []],
  product_appeal: [[['product_id', '1'], ['appeal_reason', 'It is a bowl']]],
  catalog_product_search: [[['catalog_id', '1'], ['q', 'bowl']]],
  likes: [[['as', '{{account:0}}'], ['like', 'give']]],
  '': [[['ids', '{{media:0}},{{account:0}}']], [['batch', '[{"method":"GET","relative_url":"me"},{"relative_url":"{{media:0}}?fields=id"}]']]],
}; // prettier-ignore

/** Of a bare node: reading it, and the changes that are a `POST` or `DELETE` to it. */
const nodeParams: Param[][] = [
  [['fields', 'id']],
  [['fields', 'id,username,media.limit(2){id,caption,comments{text}}']],
  [['fields', 'id,caption,like_count,timestamp,permalink,media_url,owner,username']],
  [['fields', 'id,text,from,like_count,replies{text},media']],
  [['fields', 'id,status_code,status']],
  [['fields', 'business_discovery.username(harbour.bakery){username,media{caption}}']],
  [['hide', 'true']],
  [['comment_enabled', 'false']],
  [],
]; // prettier-ignore

const accountEdges = [
  'media', 'media_publish', 'stories', 'content_publishing_limit', 'tags', 'mentions', 'messages', 'conversations', 'recently_searched_hashtags',
  'live_media', 'available_catalogs', 'catalog_product_search', 'collaboration_invites', 'collaborative_media', 'messenger_profile', 'product_appeal',
]; // prettier-ignore
const ownerOf: Record<string, string[]> = {
  ...Object.fromEntries(accountEdges.map((edge) => [edge, ['account:0', 'account:0', 'media:0']])),
  insights: ['account:0', 'media:0', 'media:1'],
  comments: ['media:0', 'media:1', 'media:2'],
  collaborators: ['media:0'],
  product_tags: ['media:0'],
  likes: ['media:0', 'comment:0'],
  messages: ['account:0', 'conversation:0'],
  messenger_profile: ['me', 'account:0'],
  recent_media: ['hashtag:0'],
  top_media: ['hashtag:0'],
  accounts: ['me'],
  businesses: ['me'],
  permissions: ['me'],
  instagram_business_accounts: ['business:0'],
  owned_instagram_accounts: ['business:0'],
  children: ['media:0', 'media:3', 'media:4'],
  replies: ['comment:0', 'comment:2'],
  subscribed_apps: ['me', 'page:0', 'account:0'],
  subscriptions: ['app:0'],
  owned_pages: ['business:0'],
  client_pages: ['business:0'],
};

const nodes = ['me', 'account:0', 'media:0', 'media:1', 'media:2', 'container:3', 'container:4', 'comment:0', 'comment:1', 'page:0', 'page:1']; // prettier-ignore

/** What else a path may name. */
const named: Record<string, string> = {
  ':shortcode': '{{shortcode:0}}',
  ':username': '{{username:0}}',
  ':comment': '{{comment:0}}',
  ':container': '{{container:4}}',
  ':file': '{{picture:0}}',
  ':version': 'v25.0',
  ':permission': 'instagram_basic',
  ':tag': 'clay',
  ':story': '{{media:0}}',
};

/**
 * A request as a client that means well would send it, or one that is almost that: a value or a name of it replaced by something
 * else, which gets further into the simulator than rubbish does.
 */
export function anyCalmRequest(routes: readonly Route[], value: fc.Arbitrary<string>): fc.Arbitrary<RequestPlan> {
  return fc.constantFrom(...routes).chain((route) => {
    const edge = route.path.split('/').at(-1) ?? '';
    const isNode = edge === ':node';
    const choices = isNode ? nodeParams : (paramsOf[edge] ?? [[], [['fields', 'id']]]);
    return fc
      .record({
        node: fc.constantFrom(...(isNode ? nodes : (ownerOf[edge] ?? nodes))),
        chosen: fc.constantFrom(...choices),
        place: fc.constantFrom<RequestPlan['place']>('query', 'form', 'json', 'multipart'),
        tokenPlace: fc.constantFrom<RequestPlan['tokenPlace']>('header', 'query'),
        token: route.host === 'graph.instagram.com' ? fc.constant('instagram' as const) : fc.constantFrom('user' as const, 'user' as const, 'page' as const, 'app' as const),
        spoilt: fc.option(fc.record({ at: fc.nat(9), value, isName: fc.boolean() }), { nil: undefined, freq: 1 }),
      })
      .map(({ node, chosen, place, tokenPlace, token, spoilt }): RequestPlan => ({
        host: route.host,
        method: route.method,
        version: route.host.startsWith('graph.') ? 'v25.0' : '',
        path: route.path.replace(':node', node === 'me' ? 'me' : `{{${node}}}`).replaceAll(/:\w+/g, (name) => named[name] ?? name),
        token,
        tokenPlace,
        params: spoilt === undefined ? chosen : chosen.map((pair, at) => (at === spoilt.at % chosen.length ? spoil(pair, spoilt) : pair)),
        place,
        headers: route.host.startsWith('www.') ? [['cookie', '{{cookie:0}}']] : [],
      }));
  });
} // prettier-ignore

function spoil([name, value]: Param, by: { value: string; isName: boolean }): Param {
  return by.isName ? [by.value, value] : [name, by.value];
}
