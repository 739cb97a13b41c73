import type { Account } from '../../world/entities.ts';
import type { Media, ProductTag } from '../../world/media.ts';
import { drawDigits } from '../../world/mint.ts';
import { graphError, missingObject, requiredParameter } from '../errors.ts';
import { requireFacebookPermission } from '../facebook/facebook-permission.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readEdge, readWholeEdge } from '../fields/read-edge.ts';
import type { GraphCall } from '../graph-call.ts';

/** A product of an account's shop. Its name, price and review follow from its id. */
type Product = { id: string; catalogId: string };

type Catalog = { id: string; account: Account };

/** The edge `available_catalogs`: the one catalog of the account's shop, if it has one. */
export function readCatalogs(account: Account, ask: Ask): unknown {
  requireShopping(ask.call);
  const catalogs = shopOf(account).length === 0 ? [] : [{ id: catalogIdOf(account), account }];
  return readEdge(catalogType, catalogs, ask);
}

/** The edge `catalog_product_search?catalog_id=&q=`. */
export function searchProducts(account: Account, ask: Ask): unknown {
  requireShopping(ask.call);
  const catalogId = ask.modifiers.get('catalog_id')?.trim() ?? '';
  if (catalogId === '') throw requiredParameter('catalog_id');
  if (catalogId !== catalogIdOf(account)) throw missingObject(ask.call.method, catalogId);
  const wanted = (ask.modifiers.get('q') ?? '').trim().toLowerCase();
  const found = shopOf(account).filter(({ id }) => `${id} ${nameOf(id)}`.toLowerCase().includes(wanted));
  return readEdge(productType, found, ask);
}

/** The edge `product_tags` of the own media, or of the child of a carousel. */
export function readProductTags(media: Media, ask: Ask): unknown {
  requireShopping(ask.call);
  return readWholeEdge(tagType, media.productTags ?? [], ask);
}

/** The edge `product_appeal?product_id=`: how the review of a product stands. */
export function readAppeal(account: Account, ask: Ask): unknown {
  requireShopping(ask.call);
  return readWholeEdge(appealType, [findProduct(account, ask.call)], ask);
}

/** The product of the account's shop that `product_id` names. */
export function findProduct(account: Account, call: GraphCall): Product {
  const id = call.params.get('product_id')?.trim() ?? '';
  if (id === '') throw requiredParameter('product_id');
  const product = shopOf(account).find((each) => each.id === id);
  if (product === undefined) throw missingObject(call.method, id);
  return product;
}

export function requireShopping(call: GraphCall): void {
  requireFacebookPermission(call, 'instagram_shopping_tag_products');
  requireFacebookPermission(call, 'catalog_management');
}

/** An approved product has nothing to appeal against. The sentence is ours. */
export function nothingToAppeal() {
  return graphError({
    message: '(#100) The product is approved: there is nothing to appeal against.',
    type: 'IGApiException',
    code: 100,
  });
}

function shopOf(account: Account): Product[] {
  const catalogId = catalogIdOf(account);
  return (account.shopProductIds ?? []).map((id) => ({ id, catalogId }));
}

/** Ids that end in 9 did not pass. */
export function reviewOf(productId: string): 'approved' | 'rejected' {
  return productId.endsWith('9') ? 'rejected' : 'approved';
}

function catalogIdOf(account: Account): string {
  return drawDigits('catalog', account.id, '3', 14);
}

function nameOf(productId: string): string {
  return `Product ${productId.slice(-4)}`;
}

function priceOf(productId: string): string {
  return `€${drawDigits('price', productId, '1', 1)}.00`;
}

const catalogType: NodeType<Catalog> = {
  name: 'IGUserAvailableCatalog',
  idOf: () => undefined,
  defaults: ['catalog_id', 'catalog_name', 'shop_name', 'product_count'],
  fields: {
    catalog_id: ({ id }) => id,
    catalog_name: ({ account }) => `${account.name || account.username} catalog`,
    shop_name: ({ account }) => account.name || account.username,
    product_count: ({ account }) => shopOf(account).length,
  },
};

const productType: NodeType<Product> = {
  name: 'IGUserCatalogProduct',
  idOf: () => undefined,
  defaults: ['product_id', 'merchant_id', 'product_name', 'retailer_id', 'review_status', 'is_checkout_flow'],
  fields: {
    product_id: ({ id }) => id,
    merchant_id: ({ catalogId }) => catalogId,
    product_name: ({ id }) => nameOf(id),
    retailer_id: ({ id }) => `sku-${id}`,
    review_status: ({ id }) => reviewOf(id),
    is_checkout_flow: () => false,
  },
};

const tagType: NodeType<ProductTag> = {
  name: 'IGMediaProductTag',
  idOf: () => undefined,
  defaults: ['product_id', 'name', 'price_string', 'review_status', 'is_checkout', 'x', 'y'],
  fields: {
    product_id: ({ productId }) => productId,
    name: ({ productId }) => nameOf(productId),
    price_string: ({ productId }) => priceOf(productId),
    stripped_price_string: ({ productId }) => priceOf(productId),
    review_status: ({ productId }) => reviewOf(productId),
    is_checkout: () => false,
    x: ({ x }) => x,
    y: ({ y }) => y,
  },
};

const appealType: NodeType<Product> = {
  name: 'IGUserProductAppeal',
  idOf: () => undefined,
  defaults: ['product_id', 'review_status', 'eligible_for_appeal'],
  fields: {
    product_id: ({ id }) => id,
    review_status: ({ id }) => reviewOf(id),
    eligible_for_appeal: ({ id }) => reviewOf(id) === 'rejected',
  },
};
