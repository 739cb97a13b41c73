import { expect, test } from 'vitest';
import { setStage } from '../graph/media-stage.ts';
import type { Stage } from '../graph/media-stage.ts';

async function open(stage: Stage, address: string) {
  const response = await stage.simulator.fetch(new Request(address));
  return { status: response.status, markup: await response.text() };
}

test('the permalink of a published photo opens a page with its picture, caption, time and account', async () => {
  const stage = await setStage();
  const id = await stage.publish('Thrown on Tuesday\nfired <hot>');
  const { body } = await stage.call('GET', `/${id}`, { fields: 'permalink,media_url' });

  const { status, markup } = await open(stage, body.permalink);

  expect(status).toBe(200);
  expect(markup).toContain(body.media_url);
  expect(markup).toMatch(/Thrown on Tuesday<br \/>fired &lt;hot&gt;/);
  expect(markup).toContain('datetime="2026-11-25T09:30:00.000Z"');
  expect(markup).toContain('href="/www.instagram.com/linden.ceramics/"');
});

test('a profile shows really published photos only, newest first, each leading to its post', async () => {
  const stage = await setStage();
  await stage.createContainer({ caption: 'never published' });
  const ids = [await stage.publish('first'), await stage.publish('second')];
  const codes = ids.map((id) => stage.simulator.world.media.get(id)?.shortcode);

  const { markup } = await open(stage, 'http://simulator.test/www.instagram.com/linden.ceramics/');

  const links = [...markup.matchAll(/href="\/www\.instagram\.com\/p\/([\w-]+)\/"/g)].map((link) => link[1]);
  expect(links).toEqual(codes.toReversed());
});

test('the alternative text of a photo is the alternative text on the pages', async () => {
  const stage = await setStage();
  const creationId = await stage.createContainer({ alt_text: 'A "brown" vase' });
  await stage.call('POST', '/me/media_publish', { creation_id: creationId });

  const { markup } = await open(stage, 'http://simulator.test/www.instagram.com/linden.ceramics/');

  expect(markup).toContain('alt="A &quot;brown&quot; vase"');
});

test('a profile without photos says so', async () => {
  const stage = await setStage();

  const { markup } = await open(stage, 'http://simulator.test/www.instagram.com/Harbour.Bakery/');

  expect(markup).toContain('@harbour.bakery has published nothing yet.');
});

test.each(['nobody', 'p/AAAAAAAAAAA'])('the page /%s is not there and says so', async (path) => {
  const stage = await setStage();

  const { status, markup } = await open(stage, `http://simulator.test/www.instagram.com/${path}/`);

  expect(status).toBe(404);
  expect(markup).toContain('There is no such page.');
  expect(markup).toContain('<b>Simulated.</b>');
});
