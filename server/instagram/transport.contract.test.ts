import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { business, refusalBy, setStage, type Stage } from './test-instagram.ts';
import { createTransport, type Limits } from './transport.ts';

/** `/me` by a transport of its own limits. Calls that never end are given a short time; the others the real one. */
function readMe(stage: Stage, token: string, limits?: Limits) {
  return createTransport(stage.config, fetch, limits).call({
    operation: 'read_account',
    host: 'graph.instagram.com',
    method: 'GET',
    path: '/me',
    token,
  });
}

const endless: Limits = { timeoutMs: 300, bodyBytes: 1024 * 1024 };

const troubles: [string, Record<string, unknown>, Limits | undefined, string][] = [
  ['a connection that is cut', { kind: 'reset' }, undefined, 'UND_ERR_SOCKET'],
  ['an answer that never comes', { kind: 'hang' }, endless, 'TimeoutError'],
  ['a body that never ends', { kind: 'slowBody', seconds: 3600 }, endless, 'TimeoutError'],
  ['half a body', { kind: 'truncated' }, undefined, 'UND_ERR_SOCKET'],
  ['a page of HTML', { kind: 'html' }, undefined, 'not_json'],
  ['a page of HTML with status 200', { kind: 'html', status: 200 }, undefined, 'not_json'],
  ['an empty answer', { kind: 'status', status: 503 }, undefined, 'not_json'],
  ['an empty answer with status 200', { kind: 'status', status: 200 }, undefined, 'not_json'],
  ['malformed JSON', { kind: 'body', body: '{"id":"178' }, undefined, 'not_json'],
  ['a body above 1 MB', { kind: 'oversized', sizeBytes: 1_100_000 }, undefined, 'TooLarge'],
  ['a redirect', { kind: 'redirect', location: 'https://example.com/' }, undefined, 'TypeError'],
];

test.each(troubles)('%s is a network error, and tells no secret', async (_what, fault, limits, reason) => {
  const stage = await setStage();
  const { text } = await stage.mint(business);
  await stage.breakNext('/me', fault);

  const refusal = await refusalBy(readMe(stage, text, limits));

  expect(refusal).toMatchObject({ code: 'network_error', details: { operation: 'read_account', reason } });
  expect(refusal.cause).toBeUndefined();
  expect(inspect(refusal, { depth: 9, showHidden: true })).not.toContain(text);
});

test('a redirect is not followed', async () => {
  const stage = await setStage();
  const { text } = await stage.mint(business);
  await stage.breakNext('/me', { kind: 'redirect', location: `${stage.url}/graph.instagram.com/elsewhere` });

  await refusalBy(readMe(stage, text));

  const { requests } = await stage.control('GET', '/journal');
  expect(JSON.stringify(requests)).not.toContain('elsewhere');
});

test('a server that nobody runs is a network error', async () => {
  const transport = createTransport({ metaBaseUrl: 'http://127.0.0.1:1/{host}' }, fetch);

  const refusal = await refusalBy(transport.send('probe', transport.urlOf('graph.instagram.com', '/me'), {}));

  expect(refusal).toMatchObject({ code: 'network_error', details: { operation: 'probe' } });
});

test('a token that no header can carry is not printed', async () => {
  const stage = await setStage();
  const broken = 'IGAAbroken\nline';

  const refusal = await refusalBy(readMe(stage, broken));

  expect(refusal.code).toBe('network_error');
  expect(inspect(refusal, { depth: 9, showHidden: true })).not.toContain('IGAAbroken');
});

test('the token travels in a header and not in the address', async () => {
  const stage = await setStage();
  const { text } = await stage.mint(business);
  const addresses: string[] = [];
  const watching: typeof fetch = (input, init) => {
    addresses.push(input instanceof Request ? input.url : String(input));
    return fetch(input, init);
  };

  await createTransport(stage.config, watching).call({
    operation: 'read_account',
    host: 'graph.instagram.com',
    method: 'GET',
    path: '/me',
    query: { fields: 'username' },
    token: text,
  });

  expect(addresses).toEqual([`${stage.url}/graph.instagram.com/v25.0/me?fields=username`]);
});

test.each(['exchange_long_lived', 'refresh_token'])(
  '%s, whose address holds secrets, tells none of them when it fails',
  async (operation) => {
    const stage = await setStage();
    const { token, text } = await stage.mint(business, { longLived: operation === 'refresh_token' });
    const path = operation === 'refresh_token' ? '/refresh_access_token' : '/access_token';
    await stage.breakNext(path, { kind: 'reset' });

    const refusal = await refusalBy(
      operation === 'refresh_token'
        ? stage.instagram.refreshToken('instagram', token)
        : stage.instagram.exchangeLongLived('instagram', token),
    );

    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal.code).toBe('network_error');
    const shown = inspect(refusal, { depth: 9, showHidden: true });
    expect(shown).not.toContain(text);
    expect(shown).not.toContain(stage.config.instagramApp?.secret);
  },
);
