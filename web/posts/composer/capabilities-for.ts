import type { Connection } from '#contract/connections.ts';
import type { PostKind } from '#contract/posts.ts';
import { capabilitiesOf, type Capabilities } from '#rules/capabilities.ts';

type Account = Pick<Connection, 'login' | 'scopes' | 'missingScopes'>;

/**
 * What a kind takes through the account's login, less what its person did not allow: products and the paid label ask for
 * permissions of their own. Without an account it is what every account takes.
 */
export function capabilitiesFor(kind: PostKind, account: Account | undefined): Capabilities {
  const can = capabilitiesOf(kind, account?.login ?? 'instagram');
  const mayTag = isGranted(account, 'instagram_shopping_tag_products');
  const mayLabel = isGranted(account, 'instagram_branded_content_creator');
  return {
    ...can,
    products: mayTag ? can.products : { image: null, video: null },
    isPaidPartnership: mayLabel && can.isPaidPartnership,
  };
}

function isGranted(account: Account | undefined, scope: string): boolean {
  return account !== undefined && account.scopes.includes(scope) && !account.missingScopes.includes(scope);
}
