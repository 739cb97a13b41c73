import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from './serve.ts';

/** The first line of the answer to a request written by hand. */
async function ask(lines: string[]): Promise<string> {
  const { url, close } = await startSimulator({ port: 0 });
  onTestFinished(close);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(`${lines.join('\r\n')}\r\n\r\n`),
    );
    socket.once('error', reject);
    socket.once('data', (piece: Buffer) => {
      socket.destroy();
      resolve(piece.toString().split('\r\n')[0] ?? '');
    });
  });
}

test('a path that begins with several slashes stays a path on the host that was meant', async () => {
  expect(await ask(['GET ///me HTTP/1.1', 'Host: graph.facebook.com'])).toBe('HTTP/1.1 400 Bad Request');
  expect(await ask(['GET //_simulator/healthz HTTP/1.1', 'Host: localhost'])).toBe('HTTP/1.1 200 OK');
});

test.each([
  ['a Host that is none', 'GET / HTTP/1.1', 'Host: ['],
  ['a Host with a password', 'GET / HTTP/1.1', 'Host: a:b@graph.facebook.com'],
  ['a method that no request of ours may have', 'TRACE / HTTP/1.1', 'Host: localhost'],
])('%s is a bad request', async (_what, first, host) => {
  expect(await ask([first, host])).toBe('HTTP/1.1 400 Bad Request');
});
