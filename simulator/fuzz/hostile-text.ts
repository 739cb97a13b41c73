import fc from 'fast-check';

const numbers = [
  '-1', '0', '1', '3', '25', '100', '101', '1e309', 'NaN', 'Infinity', '-Infinity', '9007199254740993',
  '99999999999999999999999999', '0x10', '1.5', '-0', '٣', '1e3', ' 7 ', '+1', '2147483648',
]; // prettier-ignore

const times = [
  '0', '1', '-1', '1790000000', '1793000000', '8640000000000', '8640000000001', '253402300800', '99999999999999',
  'yesterday', 'now', '-1 week', '2026-13-45', '2026-10-01', '2026-10-01T00:00:00+0000', '0000-00-00', '+275760-09-14',
]; // prettier-ignore

const texts = [
  '', ' ', ',', ',,,', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'then', 'null', 'undefined',
  'true', 'false', 'yes', '\0', 'a\0b', '\ud800', '\udfff\ud800', '\ufeff', '\u202eabc', '%', '%00', '%zz', '%ff%fe', '%2e%2e',
  '..', '../../etc/passwd', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' OR 1=1 --", '\r\nSet-Cookie: a=b',
  '{{', '${7*7}', '\\', '\\u0000', '/', '//', '?', '#', '&a=b', '👩‍👩‍👧‍👦'.repeat(40), '#a '.repeat(40), '@a.b '.repeat(30), 'é'.repeat(2300),
  'http://127.0.0.1:1/', 'http://[::1]/', 'file:///etc/passwd', 'javascript:alert(1)', 'http://', 'https://a:b@c/d', 'data:,x',
  '-', '.', 'id', 'me', '0', 'me,me,me', 'QVFI', 'QVFIZD', 'QVFIWTNWeWMyOXkZD', '(', ')', '{', '}', '.limit(', 'a'.repeat(300),
]; // prettier-ignore

const jsons = [
  '[]', '{}', 'null', '1', '"', '[', '{"a":', '[1,2,3]', '[null]', '[{}]', '[[[[]]]]', '{"__proto__":{"x":1}}', '{"0":null}',
  '{"constructor":{"prototype":{}}}', '{"id":1e999}', '[{"username":"harbour.bakery","x":0.5,"y":"NaN"}]', '[{"username":{}}]',
  '[{"product_id":"1","x":-1,"y":2}]', '{"text":"hi"}', '{"id":"1"}', '{"comment_id":"1"}', '{"attachment":{"type":"image"}}',
  "['a','b']", '{a:1}', '"\\ud800"', '{"graduation_strategy":"MANUAL"}', '[{"method":"GET","relative_url":"me"}]',
  '['.repeat(5000), `${'['.repeat(2000)}${']'.repeat(2000)}`, '{"a":'.repeat(3000), `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`,
]; // prettier-ignore

const addresses = [
  'photo.jpg',
  'video.mp4',
  'text',
  'gone',
  'lost',
  'empty',
  'endless',
  'cut',
  'redirect',
].map((name) => `https://cdn.example.com/${name}`);

/** Kinds of things in the world that a request may name; the stage puts a real id in place of `{{kind:n}}`. */
export const kinds = [
  'account', 'scoped', 'username', 'media', 'shortcode', 'container', 'comment', 'page', 'business', 'person', 'app', 'picture',
  'token', 'code', 'cursor', 'secret', 'grantTag', 'stranger', 'conversation', 'hashtag',
] as const; // prettier-ignore

/** A name of something that really is in the world when the request is sent. */
export const reference = fc
  .tuple(fc.constantFrom(...kinds), fc.nat(7))
  .map(([kind, index]) => `{{${kind}:${index}}}`);

/** Made once: fast-check goes through all of Unicode for it. */
const anyCharacters = fc.string({ unit: 'binary', maxLength: 30 });

/** A value of a parameter, a path segment or a header: real, known, malformed or hostile. */
export function anyValue(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words);
  return fc.oneof(
    { weight: 8, arbitrary: reference },
    { weight: 8, arbitrary: word },
    { weight: 3, arbitrary: fc.array(word, { maxLength: 6 }).map((list) => list.join(',')) },
    { weight: 2, arbitrary: fc.array(reference, { maxLength: 4 }).map((list) => list.join(',')) },
    { weight: 5, arbitrary: fc.constantFrom(...numbers) },
    { weight: 3, arbitrary: fc.constantFrom(...times) },
    { weight: 5, arbitrary: fc.constantFrom(...texts) },
    { weight: 4, arbitrary: fc.constantFrom(...jsons) },
    { weight: 4, arbitrary: fc.constantFrom(...addresses) },
    { weight: 2, arbitrary: anyCharacters },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: fc.array(reference, { maxLength: 5 }).map((list) => JSON.stringify(list)) },
  );
}

/** Rare, because it costs: 64 KB to 1 MB of one character. */
export const hugeValue = fc
  .tuple(
    fc.constantFrom('a', '[', '{"a":', 'é', ',', '.', '(', '#a ', '@a ', 'a{', '%', '\0', '9'),
    fc.constantFrom(65_536, 1_000_000),
  )
  .map(([piece, length]) => piece.repeat(Math.floor(length / piece.length)));

/** The text of `fields`: nested, with modifiers and aliases, now and then cut off in the middle. */
export function anyFields(words: readonly string[]): fc.Arbitrary<string> {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words.filter((word) => /^[a-z_]+$/.test(word))) },
    {
      weight: 6,
      arbitrary: fc.constantFrom('id', 'media', 'comments', 'replies', 'children', 'insights', 'caption', 'username', 'owner', 'from', 'stories', 'tags'),
    },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '', '*', 'a b') },
  ); // prettier-ignore
  const modifier = fc.oneof(
    fc.constantFrom('1', '2', '100', '0', '-1', 'NaN', '1e9').map((limit) => `.limit(${limit})`),
    fc.constantFrom('a', 'id', '__proto__', '').map((alias) => `.as(${alias})`),
    anyValue(words).map((value) => `.metric(${value})`),
    anyValue(words).map((value) => `.username(${value})`),
    anyValue(words).map((value) => `.after(${value})`),
    fc.tuple(fc.constantFrom(...times), fc.constantFrom(...times)).map(([from, to]) => `.since(${from}).until(${to})`),
    fc.constantFrom('.limit(', '.limit', '.(1)', '.period(day)', '.metric_type(total_value)', '.breakdown(media_product_type)'),
  ); // prettier-ignore
  const { list } = fc.letrec<{ list: string; field: string }>((tie) => ({
    list: fc.array(tie('field'), { maxLength: 4 }).map((fields) => fields.join(',')),
    field: fc.oneof(
      { depthSize: 'small', maxDepth: 5 },
      fc.tuple(name, fc.array(modifier, { maxLength: 2 })).map(([field, more]) => field + more.join('')),
      fc.tuple(name, tie('list')).map(([field, inner]) => `${field}{${inner}}`),
    ),
  }));
  return fc.oneof(
    { weight: 8, arbitrary: list },
    { weight: 1, arbitrary: fc.tuple(list, fc.nat(40)).map(([text, at]) => text.slice(0, at)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'media{'.repeat(5000),
        'media{comments{replies{from{media{comments{id}}}}}}',
      ),
    },
    { weight: 1, arbitrary: anyValue(words) },
  );
}
