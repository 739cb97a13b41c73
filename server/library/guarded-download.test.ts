import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { downloadGuarded, type Guard } from './guarded-download.ts';

let folder: string;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.headers.host}${request.url}`);
  answer(request, response);
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-download-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The test's own server stands for the public internet; everything else of this machine stays closed. */
const open: Guard = {
  limitBytes: 1000,
  mayReach: (address, at) => address === '127.0.0.1' && at === port,
  resolve: async (host) => [{ address: host === 'public.example' ? '127.0.0.1' : host, family: 4 }],
};
const at = (path: string) => `http://public.example:${port}${path}`;
const file = () => join(folder, 'file');
const download = (address: string, guard: Partial<Guard> = {}) =>
  downloadGuarded(address, file(), { ...open, ...guard }).then(
    () => 'kept',
    (error: unknown) =>
      error instanceof AppError
        ? `${error.code}: ${String(error.details.reason)}`
        : `unexpected ${String(error)}`,
  );
const redirectTo = (location: string) => {
  answer = (request, response) => {
    if (request.url === '/start') response.writeHead(302, { location }).end();
    else response.end('secret');
  };
};

test('a file is fetched to the byte, and nothing of ours travels along', async () => {
  let headers: IncomingMessage['headers'] = {};
  answer = (request, response) => {
    ({ headers } = request);
    response.end('a picture');
  };

  expect(await download(at('/a.jpg'))).toBe('kept');
  expect(await readFile(file(), 'utf8')).toBe('a picture');
  expect(Object.keys(headers).toSorted()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
});

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/',
  'http://10.0.0.1/',
  'http://0/',
])('by the system’s own names %s is refused', async (address) => {
  expect(
    await downloadGuarded(address, file(), { limitBytes: 10 }).catch((error: AppError) => error.code),
  ).toBe('address_refused');
});

test.each([
  'ftp://public.example/',
  'file:///etc/passwd',
  'data:,x',
  'not an address',
  'http://a:b@public.example/',
])('%s is no address to fetch from', async (address) => {
  expect(await download(address)).toMatch(/^address_refused/);
});

test('a port of another service is refused', async () => {
  expect(await download('http://public.example:25/')).toBe('address_refused: port');
});

test('a name with one closed address among its open ones is refused', async () => {
  const resolve = async () => [
    { address: '127.0.0.1', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];

  expect(await download(at('/a'), { resolve })).toBe('address_refused: not_public');
});

test('a name is resolved once, and the connection goes where that answer pointed', async () => {
  answer = (_request, response) => response.end('x');
  const answers = ['127.0.0.1', '10.0.0.1'];
  const resolve = async () => [{ address: answers.shift() ?? '10.0.0.1', family: 4 }];

  expect(await download(at('/rebind'), { resolve })).toBe('kept');
  expect(answers).toEqual(['10.0.0.1']);
  expect(asked.at(-1)).toBe(`public.example:${port}/rebind`);
});

test('a redirect to an open address is followed', async () => {
  redirectTo('/elsewhere');

  expect(await download(at('/start'))).toBe('kept');
});

test.each([
  'http://127.0.0.1:1/',
  'http://10.0.0.1/',
  'http://169.254.169.254/',
  '//192.168.0.1/x',
  'http://[::1]/',
  'file:///etc/passwd',
])('a redirect to %s is judged anew and refused', async (location) => {
  redirectTo(location);

  expect(await download(at('/start'))).toMatch(/^address_refused/);
});

test('redirects without end are given up', async () => {
  answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();

  expect(await download(at('/start'))).toBe('address_failed: too_many_redirects');
});

test('a file that says it is too large is not fetched, and one that does not say so is cut off', async () => {
  answer = (_request, response) =>
    response.writeHead(200, { 'content-length': '5000' }).end(Buffer.alloc(5000));
  const told = await download(at('/told'));
  answer = (_request, response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' });
    for (let piece = 0; piece < 5; piece++) response.write(Buffer.alloc(1000));
    response.end();
  };

  expect([told, await download(at('/untold'))]).toEqual([
    'file_too_large: undefined',
    'file_too_large: undefined',
  ]);
});

test('a server that never ends is left after the time for the whole way', async () => {
  answer = (_request, response) => {
    response.writeHead(200);
    response.write('x');
  };

  expect(await download(at('/slow'), { totalMs: 300 })).toBe('address_failed: broke_off');
});

test('an error page, packed bytes and a dead port are told apart', async () => {
  answer = (_request, response) => response.writeHead(403).end();
  const forbidden = await download(at('/'));
  answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
  const packed = await download(at('/'));
  const dead = await download('http://public.example:1025/', { mayReach: () => true });

  expect([forbidden, packed, dead]).toEqual([
    'address_failed: status',
    'address_failed: packed',
    'address_failed: no_answer',
  ]);
});
