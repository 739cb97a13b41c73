import { expect, test } from 'vitest';
import { type ManagingStage, setManagingStage } from '../managing-stage.ts';

/** @linden.ceramics with three products in its shop. */
function aShop(without: Parameters<typeof setManagingStage>[0] = []): ManagingStage {
  const stage = setManagingStage(without);
  const account = stage.simulator.world.accounts.get(stage.accountId);
  if (account === undefined) throw new Error('no account');
  stage.simulator.world.accounts.put({ ...account, shopProductIds: ['70001234', '70005678', '70009999'] });
  return stage;
}

test('the products of the shop are found in its catalog', async () => {
  const { onFacebook, accountId } = aShop();

  const catalogs = await onFacebook('GET', `/${accountId}/available_catalogs`);
  const [{ catalog_id, product_count }] = catalogs.body.data;
  const found = await onFacebook('GET', `/${accountId}/catalog_product_search`, { catalog_id, q: '5678' });

  expect(product_count).toBe(3);
  expect(found.body.data).toMatchObject([{ product_id: '70005678', review_status: 'approved' }]);
});

test('products are marked on a photo that is live, and read from it', async () => {
  const { onFacebook, aMedia } = aShop();
  const media = aMedia();

  const tagged = await onFacebook('POST', `/${media.id}/product_tags`, {
    updated_tags: "[{product_id:'70001234',x:0.5,y:0.8}]",
  });

  expect(tagged.body).toEqual({ success: true });
  expect((await onFacebook('GET', `/${media.id}/product_tags`)).body.data).toMatchObject([
    { product_id: '70001234', x: 0.5, y: 0.8 },
  ]);
});

test('on a carousel the child is named', async () => {
  const { onFacebook, aMedia } = aShop();
  const album = aMedia({ mediaType: 'CAROUSEL_ALBUM' });
  const child = aMedia({ parentId: album.id });
  const tag = (more: Record<string, string>) =>
    onFacebook('POST', `/${album.id}/product_tags`, {
      updated_tags: '[{"product_id":"70001234","x":0,"y":1}]',
      ...more,
    });

  expect((await tag({})).body.error.message).toBe('The parameter child_index is required.');
  expect((await tag({ child_index: '7' })).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  await tag({ child_index: '0' });
  expect((await onFacebook('GET', `/${child.id}/product_tags`)).body.data).toHaveLength(1);
});

test('a rejected product is appealed for; an approved one has nothing to appeal against', async () => {
  const { onFacebook, accountId } = aShop();
  const product_id = '70001234';

  expect((await onFacebook('GET', `/${accountId}/product_appeal`, { product_id })).body.data).toEqual([
    { product_id, review_status: 'approved', eligible_for_appeal: false },
  ]);
  const appeal = { product_id, appeal_reason: 'It is a plate' };
  expect((await onFacebook('POST', `/${accountId}/product_appeal`, appeal)).body.error.code).toBe(100);
  const rejected = { ...appeal, product_id: '70009999' };
  expect((await onFacebook('POST', `/${accountId}/product_appeal`, rejected)).body).toEqual({
    success: true,
  });
});

test('an account without a shop has no catalog', async () => {
  const { onFacebook, accountId } = setManagingStage();

  expect((await onFacebook('GET', `/${accountId}/available_catalogs`)).body).toEqual({ data: [] });
  const search = await onFacebook('GET', `/${accountId}/catalog_product_search`, { catalog_id: '1' });
  expect(search.body.error).toMatchObject({ code: 100, error_subcode: 33 });
});

test('products need both permissions, and Facebook Login', async () => {
  const { onFacebook, onInstagram, accountId } = aShop(['catalog_management']);

  expect((await onFacebook('GET', `/${accountId}/available_catalogs`)).body.error.code).toBe(10);
  expect((await onInstagram('GET', `/${accountId}/available_catalogs`)).status).toBe(400);
});
