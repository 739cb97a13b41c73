import fc from 'fast-check';
import type { Host } from '../meta-host.ts';
import { routes } from '../routes.ts';
import { anyCalmRequest } from './calm-request.ts';
import { anyFields, anyValue, hugeValue, reference } from './hostile-text.ts';

/** A request before the world has put real ids into it. */
export type RequestPlan = {
  host: Host;
  method: string;
  /** `v25.0`, `v999.0`, or nothing. */
  version: string;
  path: string;
  token: TokenName;
  tokenPlace: 'header' | 'query' | 'form' | 'none';
  params: [string, string][];
  place: 'query' | 'form' | 'multipart' | 'json' | 'both';
  /** Sent as it is in place of the parameters' own body. */
  raw?: { type: string; text: string };
  headers: [string, string][];
};

/** Something that happens to the world between two requests. */
export type Step =
  | { kind: 'request'; plan: RequestPlan }
  | { kind: 'advance'; seconds: number }
  /** New tokens in place of those that have died or were taken back. */
  | { kind: 'renew' }
  | { kind: 'remove'; what: Removable };

type Removable = 'media' | 'container' | 'comment' | 'page' | 'grant' | 'account';

export const tokenNames = ['instagram', 'second', 'user', 'page', 'app', 'dead', 'garbage', 'empty'] as const;
export type TokenName = (typeof tokenNames)[number];

/** Faults hang and close on purpose, a reset ends the state that is fuzzed: those are not asked for. */
const targets = routes.filter(({ host, path }) => host !== 'simulator' || !/\/(faults|reset)$/.test(path));
const ofMeta = targets.filter(({ host }) => host !== 'simulator');
const graphs = targets.filter(({ host }) => host.startsWith('graph.'));

const versions = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('v25.0', 'v21.0', 'v26.0', '') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('v1.0', 'v999.0', 'v', 'v25', 'v25.1', 'v-1.0', 'v99999999999999999999.0', 'V25.0', 'v25.0.0'),
  },
); // prettier-ignore

const rawBodies = fc.constantFrom(
  { type: 'application/json', text: '{' },
  { type: 'application/json', text: '['.repeat(20_000) },
  { type: 'application/json', text: '"text"' },
  { type: 'application/json', text: '{"__proto__":{"access_token":"x"},"fields":["id"],"image_url":{"a":[1]},"caption":"\\ud800"}' },
  { type: 'application/json; charset=utf-16', text: '{"caption":1e400,"limit":-0,"children":[1,2,null]}' },
  { type: 'multipart/form-data', text: 'no boundary' },
  { type: 'multipart/form-data; boundary=x', text: '--x\r\ncontent-disposition: form-data; name="caption"\r\n\r\nnever closed' },
  { type: 'multipart/form-data; boundary=x', text: '--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\nfile\r\n--x--\r\n' },
  { type: 'application/x-www-form-urlencoded', text: '%&=&%zz=%ff&caption=%00&&&a=b=c&[]=1&a[b][c]=2' },
  { type: 'application/x-www-form-urlencoded', text: 'a=1&'.repeat(50_000) },
  { type: 'text/plain', text: 'a=b' },
  { type: 'application/octet-stream', text: '\u0000\u0001\u0002' },
  { type: 'image/jpeg', text: 'no picture' },
  { type: ';;;', text: 'x' },
); // prettier-ignore

const batchText = fc
  .array(
    fc.record(
      {
        method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'x', ''),
        relative_url: fc.oneof(
          reference,
          reference.map((id) => `${id}/media?limit=2`),
          fc.constantFrom('me', 'me/accounts', '', '/', '//', '?', 'http://x/', 'v25.0/me?fields=id', 'me?access_token=x', '%zz', '?batch=[]'),
        ),
        body: fc.constantFrom('', 'a=b', 'message=x&&%', '{"a":1}'),
        name: fc.constantFrom('one', '__proto__', ''),
        depends_on: fc.constantFrom('one', 'none', '__proto__'),
        omit_response_on_success: fc.constantFrom(true, false, 'no'),
        access_token: fc.constantFrom('{{token:0}}', '{{token:1}}', 'x'),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 8 },
  )
  .map((batch) => JSON.stringify(batch)); // prettier-ignore

/** Requests to every mounted endpoint, half of them such as a client would send, and what happens between them. */
export function anyStep(words: readonly string[]): fc.Arbitrary<Step> {
  const value = anyValue(words);
  const almost = fc.oneof({ weight: 60, arbitrary: value }, { weight: 1, arbitrary: hugeValue });
  const name = fc.constantFrom(...words.filter((word) => /^[a-z_.]+$/.test(word) && word !== 'access_token'));
  const param = fc.oneof(
    { weight: 12, arbitrary: fc.tuple(name, value) },
    { weight: 6, arbitrary: fc.tuple(fc.constant('fields'), anyFields(words)) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom('limit', 'after', 'before', 'since', 'until', 'ids', 'metric', 'method'), value) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom('image_url', 'video_url', 'creation_id', 'children', 'media_type', 'caption', 'message', 'q', 'user_id', 'recipient'), value) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('batch'), batchText) },
    { weight: 1, arbitrary: fc.tuple(value, value) },
  ); // prettier-ignore
  const params = fc.oneof(
    { weight: 60, arbitrary: fc.array(param, { maxLength: 7 }) },
    { weight: 1, arbitrary: fc.tuple(name, hugeValue).map((pair) => [pair]) },
    { weight: 1, arbitrary: hugeValue.map((text): [string, string][] => [['fields', text]]) },
  );
  const header = fc.oneof(
    fc.tuple(
      fc.constantFrom('range', 'cookie', 'offset', 'file_size', 'file_url', 'accept', 'authorization', 'content-type', 'x-forwarded-host', 'origin', 'referer', 'sec-fetch-site', 'x-entity-length', 'if-none-match', 'x-hub-signature-256'),
      value,
    ),
    fc.constantFrom<[string, string]>(['range', 'bytes=0-'], ['range', 'bytes=-1'], ['range', 'bytes=9-1'], ['range', 'bytes=99999999999999999999-'], ['range', 'lines=1'], ['cookie', '{{cookie:0}}'], ['cookie', '{{cookie:0}}'], ['offset', '0'], ['file_size', '-1'], ['offset', '1e9']),
  ); // prettier-ignore

  const request = fc
    .oneof(
      { weight: 12, arbitrary: fc.constantFrom(...graphs) },
      { weight: 5, arbitrary: fc.constantFrom(...ofMeta) },
      { weight: 2, arbitrary: fc.constantFrom(...targets) },
    )
    .chain((route) =>
      fc.record({
        host: fc.constant(route.host),
        method: fc.oneof(
          { weight: 15, arbitrary: fc.constant<string>(route.method) },
          { weight: 1, arbitrary: fc.constantFrom('HEAD', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
        ),
        version: route.host.startsWith('graph.') || route.host === 'rupload.facebook.com' ? versions : fc.constant(''),
        path: pathOf(route.path, value),
        token: fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom<TokenName>(...(route.host === 'graph.instagram.com' ? ['instagram', 'second'] as const : ['user', 'page'] as const)) },
          { weight: 1, arbitrary: fc.constantFrom(...tokenNames) },
        ),
        tokenPlace: fc.oneof({ weight: 12, arbitrary: fc.constantFrom('header', 'query', 'form') }, { weight: 1, arbitrary: fc.constant('none') }),
        params,
        place: fc.constantFrom('query', 'query', 'form', 'form', 'multipart', 'json', 'both'),
        raw: fc.option(rawBodies, { nil: undefined, freq: 20 }),
        headers: fc.oneof(
          { weight: 4, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(header, { maxLength: 3 }) },
        ),
      }),
    ) as fc.Arbitrary<RequestPlan>; // prettier-ignore

  return fc.oneof(
    { weight: 22, arbitrary: request.map((plan): Step => ({ kind: 'request', plan })) },
    {
      weight: 22,
      arbitrary: anyCalmRequest(ofMeta, almost).map((plan): Step => ({ kind: 'request', plan })),
    },
    { weight: 3, arbitrary: fc.constant<Step>({ kind: 'renew' }) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(1, 60, 3600, 86_400, 90 * 86_400)
        .map((seconds): Step => ({ kind: 'advance', seconds })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<Removable>('media', 'container', 'comment', 'page', 'grant', 'account')
        .map((what): Step => ({ kind: 'remove', what })),
    },
  );
}

const nodeReference = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('account:0') },
      { weight: 5, arbitrary: fc.nat(3).map((index) => `media:${index}`) },
      { weight: 3, arbitrary: fc.nat(3).map((index) => `container:${index}`) },
      { weight: 4, arbitrary: fc.nat(5).map((index) => `comment:${index}`) },
      { weight: 3, arbitrary: fc.nat(2).map((index) => `page:${index}`) },
    ),
  )
  .map(([named]) => `{{${named}}}`);

/** The route's path with its named segments filled in, now and then bent. */
function pathOf(pattern: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const segment = fc.oneof(
    { weight: 6, arbitrary: fc.constant('me') },
    { weight: 14, arbitrary: nodeReference },
    { weight: 4, arbitrary: reference },
    { weight: 4, arbitrary: value.map(encodeSegment) },
    { weight: 3, arbitrary: value },
  );
  const filled = pattern.split('/').map((part) => (part.startsWith(':') ? segment : fc.constant(part)));
  const path = fc.tuple(...filled).map((parts) => parts.join('/'));
  return fc.oneof(
    { weight: 15, arbitrary: path },
    {
      weight: 1,
      arbitrary: fc
        .tuple(path, fc.constantFrom('/', '//', '/x', '/%', '/__proto__', '/media/media', '?', '.json'))
        .map(([text, more]) => text + more),
    },
  );
}

/** As a careful client would; a lone surrogate cannot be encoded at all. */
function encodeSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
