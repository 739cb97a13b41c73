import { expect, test } from 'vitest';
import { others, setManagingStage } from '../managing-stage.ts';

const post = (shortcode: string) => ({ url: `https://www.instagram.com/p/${shortcode}/?utm_source=x` });

test('a post is embedded without a token, its caption escaped', async () => {
  const { openly, aMedia } = setManagingStage();
  const media = aMedia({ caption: '<script>alert("x")</script>' });

  const { body } = await openly('/instagram_oembed', post(media.shortcode));

  expect(body).toMatchObject({ version: '1.0', provider_name: 'Instagram', type: 'rich', width: 658 });
  expect(body.html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  expect(body.html).toContain(`http://simulator.test/www.instagram.com/p/${media.shortcode}/`);
  expect(body.author_name).toBeUndefined();
});

test('width, script and caption are as asked', async () => {
  const { openly, aMedia } = setManagingStage();
  const media = aMedia({ caption: 'Glaze' });

  const { body } = await openly('/instagram_oembed', {
    ...post(media.shortcode),
    maxwidth: '100',
    omitscript: 'true',
    hidecaption: '1',
  });

  expect(body.width).toBe(320);
  expect(body.html).not.toMatch(/<script|Glaze/);
});

test('stories, personal accounts, foreign addresses and what is gone are not embedded', async () => {
  const { openly, aMedia } = setManagingStage();
  const refused = [
    aMedia({ mediaProductType: 'STORY' }).shortcode,
    aMedia({ accountId: '17841400000000303' }).shortcode,
    'nobody',
    '',
  ];

  for (const shortcode of refused) {
    expect((await openly('/instagram_oembed', post(shortcode))).body.error.code).toBe(24);
  }
  expect((await openly('/instagram_oembed')).body.error.message).toBe('The parameter url is required.');
});

test('a token that is sent has to be good', async () => {
  const { openly, onFacebook, aMedia } = setManagingStage();
  const media = aMedia({ accountId: others.bakery });

  expect(
    (await openly('/instagram_oembed', { ...post(media.shortcode), access_token: 'x' })).body.error.code,
  ).toBe(190);
  expect((await onFacebook('GET', '/instagram_oembed', post(media.shortcode))).status).toBe(200);
});

test('without a token a thousand calls in an hour are answered', async () => {
  const { openly, onFacebook, aMedia } = setManagingStage();
  const url = post(aMedia().shortcode);
  for (let n = 0; n < 1000; n += 1) await openly('/instagram_oembed', url);

  expect((await openly('/instagram_oembed', url)).body.error.code).toBe(4);
  expect((await onFacebook('GET', '/instagram_oembed', url)).status).toBe(200);
});
