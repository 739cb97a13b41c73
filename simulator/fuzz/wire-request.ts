import { connect } from 'node:net';
import fc from 'fast-check';

/** Bytes on a socket, as no HTTP library would write them. */
export type WireRequest = { bytes: Buffer; says: string };

const targets = [
  '/graph.instagram.com/v25.0/me', '/graph.facebook.com/me', '/', '//', '/%', '/%zz', '*', 'http://', 'http://graph.instagram.com/me',
  'http://[::1', 'https://graph.facebook.com/v25.0/me?a=%', '/graph.instagram.com/../../x', '/\u00e9\u0000', '?', '/?%00', 'me', '',
  '/graph.instagram.com/me?fields=' + 'a'.repeat(9000), '/_simulator/healthz', '/scontent.cdninstagram.com/v/%', '/rupload.facebook.com/x',
  '/graph.facebook.com/' + '/'.repeat(3000), '/graph.instagram.com/v25.0/' + '%'.repeat(3000), '/www.instagram.com/%ff', '/www.instagram.com/p/%E0%A4%A',
  '/www.instagram.com/oauth/authorize?client_id=%00', '/www.facebook.com/v25.0/dialog/oauth?%', '//evil.example/x', '/\\evil.example',
]; // prettier-ignore

const hosts = [
  'Host: localhost', 'Host: graph.instagram.com', 'Host: graph.facebook.com', 'Host: GRAPH.FACEBOOK.COM:443', 'Host: [', 'Host: a b', 'Host:', 'Host: %',
  'Host: localhost\r\nHost: graph.facebook.com', 'Host: x\r\nX-Forwarded-Host: graph.instagram.com', 'Host: x\r\nX-Forwarded-Host: graph.facebook.com, evil',
  'Host: localhost:99999', 'Host: \u00e9', 'Host: [::1]:80', 'Host: ..', 'Host: graph.instagram.com@evil', 'X: no host at all',
]; // prettier-ignore

const headers = [
  'Content-Length: 5', 'Content-Length: -1', 'Content-Length: 99999999999999999999', 'Content-Length: 5\r\nContent-Length: 6', 'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip', 'Transfer-Encoding: chunked\r\nContent-Length: 3', 'Content-Type: multipart/form-data', 'Content-Type: multipart/form-data; boundary=x',
  'Content-Type: application/json', 'Content-Type: \u00ff', 'Expect: 100-continue', 'Expect: nothing', 'Upgrade: websocket\r\nConnection: Upgrade', 'Connection: close',
  'Authorization: Bearer \u00ff\u00fe', 'Authorization: ' + 'a'.repeat(20_000), 'Cookie: simulated_instagram=%', 'Cookie: ' + 'a=b; '.repeat(2000), ': no name', 'a b: c', 'Broken',
  'Range: bytes=a-b', 'X: a\u0000b', ' folded: line', 'Content-Encoding: gzip', 'Accept-Encoding: \u00e9', 'If-Modified-Since: never', 'Trailer: X',
]; // prettier-ignore

const bodies = [
  '', 'a=b', '{}', '{"a":', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\nhello', 'ffffffffffffffff\r\n', '0\r\n\r\n', '--x\r\n\r\n', '\u0000'.repeat(100),
  '5\r\nhello\r\n', '{"__proto__":{}}', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'a'.repeat(100_000),
]; // prettier-ignore

const line = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PUT', 'get', 'BREW', '', 'G E T', 'QUERY'),
    fc.constantFrom(...targets),
    fc.oneof({ weight: 12, arbitrary: fc.constant('HTTP/1.1') }, { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/2', 'HTTP/9.9', '', 'FTP/1') }),
  )
  .map((parts) => parts.join(' ')); // prettier-ignore

/** Latin-1 text to bytes, so that every byte can be said. */
export const anyWireRequest: fc.Arbitrary<WireRequest> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .tuple(line, fc.constantFrom(...hosts), fc.array(fc.constantFrom(...headers), { maxLength: 3 }), fc.constantFrom(...bodies))
      .map(([first, host, more, body]) => toWire(`${[first, host, ...more].join('\r\n')}\r\n\r\n${body}`)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => ({ bytes: Buffer.from(bytes), says: 'random bytes' })) },
  { weight: 1, arbitrary: fc.constantFrom('\r\n\r\n', 'GET', '\u0016\u0003\u0001\u0000', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n').map(toWire) },
); // prettier-ignore

function toWire(text: string): WireRequest {
  return { bytes: Buffer.from(text, 'latin1'), says: JSON.stringify(text.slice(0, 300)) };
}

/** Sends the bytes, says that nothing more will come, and gathers all that is answered until the server closes. */
export function sendOverWire(port: number, { bytes }: WireRequest): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.end(bytes));
    // A server that slams the door in the middle of a body has answered, too.
    socket.on('error', () => undefined);
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')));
    socket.on('end', () => socket.destroy());
    socket.setTimeout(10_000, () => {
      pieces.push(Buffer.from('no answer within 10 s'));
      socket.destroy();
    });
  });
}
