import { expect, test } from 'vitest';
import { demoApp } from '../../simulator/index.ts';
import { setFacebookStage } from './test-facebook.ts';
import { business, refusalBy } from './test-instagram.ts';

test('a photo goes live by the Page’s token, and is found with its address', async () => {
  const { instagram, pageOf } = await setFacebookStage();
  const { token } = (await pageOf(business)).account;

  const made = await instagram.createContainer('facebook', token, {
    instagramUserId: business,
    container: {
      is: 'image',
      imageUrl: 'http://127.0.0.1:4200/cup.jpg',
      caption: 'A cup',
      altText: 'A cup',
    },
  });
  const ready = await instagram.readContainer('facebook', token, made.id);
  const published = await instagram.publishContainer('facebook', token, {
    instagramUserId: business,
    containerId: made.id,
  });
  const media = await instagram.readMedia('facebook', token, published.id);
  const [newest] = await instagram.listRecentMedia('facebook', token, business);

  expect(ready.status).toBe('finished');
  expect(media.permalink).toContain('/p/');
  expect(newest).toMatchObject({ id: published.id, caption: 'A cup' });
  expect(await instagram.readPublishingLimit('facebook', token, business)).toMatchObject({ used: 1 });
});

test('every call bears the proof of our secret, for an app that requires it', async () => {
  const { url, pageOf, control } = await setFacebookStage();
  await pageOf(business);
  const { requests } = (await control('GET', '/journal')) as { requests: { host: string; path: string }[] };

  const unsigned = await fetch(
    `${url}/graph.facebook.com/v25.0/${business}?access_token=${demoApp.id}|${demoApp.secret}`,
  );

  expect(requests.filter(({ path }) => path.endsWith('/me/accounts'))).toHaveLength(1);
  expect(JSON.stringify(await unsigned.json())).toContain('appsecret_proof');
});

test('a token of one Page does not act for the account of another', async () => {
  const { instagram, pageOf } = await setFacebookStage();
  const { token } = (await pageOf(business)).account;

  const refusal = await refusalBy(instagram.readPublishingLimit('facebook', token, '17841400000000202'));

  expect(['permission_missing', 'media_missing']).toContain(refusal.code);
});
