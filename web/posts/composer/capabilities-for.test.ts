import { expect, test } from 'vitest';
import { capabilitiesFor } from './capabilities-for.ts';

const scopes = ['instagram_shopping_tag_products', 'instagram_branded_content_creator'];
const offered = (account: Parameters<typeof capabilitiesFor>[1]) => {
  const { products, isPaidPartnership } = capabilitiesFor('image', account);
  return { products: products.image !== null, isPaidPartnership };
};

test('products and the paid label are offered on Facebook’s door where their permissions were given', () => {
  expect(offered({ login: 'facebook', scopes, missingScopes: [] })).toEqual({
    products: true,
    isPaidPartnership: true,
  });
});

test.each([
  ['on Instagram’s own door', { login: 'instagram' as const, scopes, missingScopes: [] }],
  ['without their permissions', { login: 'facebook' as const, scopes: [], missingScopes: [] }],
  ['when Instagram refuses them on use', { login: 'facebook' as const, scopes, missingScopes: scopes }],
  ['before an account is chosen', undefined],
])('neither is offered %s', (_, account) => {
  expect(offered(account)).toEqual({ products: false, isPaidPartnership: false });
});
