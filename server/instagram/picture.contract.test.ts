import { expect, test } from 'vitest';
import { readConfig } from '../config/index.ts';
import { fetchPicture } from './picture.ts';
import { business, refusalBy, setStage } from './test-instagram.ts';
import { createTransport } from './transport.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff]);

/** The client's way to a picture on the real Instagram, whose hosts answer with `answer`. */
function realInstagram(answer: () => Response) {
  const config = readConfig({
    PUBLIC_URL: 'https://post.example.com',
    INSTAGRAM_APP_ID: '1',
    INSTAGRAM_APP_SECRET: 's',
  });
  const asked: string[] = [];
  const transport = createTransport(config, (input) => {
    asked.push(String(input instanceof Request ? input.url : input));
    return Promise.resolve(answer());
  });
  return { asked, fetchPicture: (address: string) => fetchPicture(config, transport, address) };
}

const aPicture = () => new Response(jpeg, { headers: { 'content-type': 'image/jpeg' } });

test("an account's picture comes from the simulated picture host", async () => {
  const { instagram, mint } = await setStage();
  const { token } = await mint(business);
  const { profilePictureUrl } = await instagram.readAccount('instagram', token);

  const { bytes, contentType } = await instagram.fetchPicture(profilePictureUrl ?? '');

  expect(contentType).toBe('image/jpeg');
  expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
});

test('the address that browsers reach is fetched by the way that the server takes', async () => {
  const browserUrl = 'https://simulated.example.com';
  const { instagram, mint, url } = await setStage({ SIMULATOR_PUBLIC_URL: browserUrl });
  const { token } = await mint(business);
  const { profilePictureUrl = '' } = await instagram.readAccount('instagram', token);

  const { contentType } = await instagram.fetchPicture(profilePictureUrl.replace(url, browserUrl));

  expect(contentType).toBe('image/jpeg');
});

test("the simulator's other hosts are no picture hosts", async () => {
  const { instagram, url } = await setStage();
  const addresses = [
    `${url}/graph.instagram.com/me`,
    `${url}/scontent.cdninstagram.com/../_simulator/state`,
    `${url}/scontent.cdninstagram.com`,
    'https://scontent.cdninstagram.com/v/1.jpg',
  ];

  const refusals = await Promise.all(addresses.map((address) => refusalBy(instagram.fetchPicture(address))));

  expect(refusals.map(({ details }) => details.reason)).toEqual(addresses.map(() => 'foreign_address'));
});

test.each(['https://scontent-lis1-1.cdninstagram.com/v/1.jpg?oh=1', 'https://a.fbcdn.net/1.jpg'])(
  '%s is fetched',
  async (address) => {
    const { asked, fetchPicture } = realInstagram(aPicture);

    await fetchPicture(address);

    expect(asked).toEqual([address]);
  },
);

test.each([
  'http://scontent.cdninstagram.com/1.jpg',
  'https://cdninstagram.com.example.com/1.jpg',
  'https://evilcdninstagram.com/1.jpg',
  'https://scontent.cdninstagram.com:8443/1.jpg',
  'https://user:secret@scontent.cdninstagram.com/1.jpg',
  'https://169.254.169.254/#.fbcdn.net',
  'file:///etc/passwd',
  'not an address',
])('%s is refused unfetched', async (address) => {
  const { asked, fetchPicture } = realInstagram(aPicture);

  expect((await refusalBy(fetchPicture(address))).code).toBe('media_missing');
  expect(asked).toEqual([]);
});

test.each([
  ['gone', () => new Response(null, { status: 404 }), 'media_missing'],
  ['failing', () => new Response(null, { status: 503 }), 'network_error'],
  [
    'a drawing',
    () => new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }),
    'media_missing',
  ],
  [
    'above 5 MB',
    () => new Response(new Uint8Array(5 * 1024 * 1024 + 1), { headers: { 'content-type': 'image/jpeg' } }),
    'network_error',
  ],
])('a picture that is %s is refused', async (_what, answer, code) => {
  const { fetchPicture } = realInstagram(answer);

  expect((await refusalBy(fetchPicture('https://a.fbcdn.net/1.jpg'))).code).toBe(code);
});

test('a picture of 5 MB is taken whole', async () => {
  const size = 5 * 1024 * 1024;
  const { fetchPicture } = realInstagram(
    () => new Response(new Uint8Array(size), { headers: { 'content-type': 'image/jpeg' } }),
  );

  expect((await fetchPicture('https://a.fbcdn.net/1.jpg')).bytes.length).toBe(size);
});
