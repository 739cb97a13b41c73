import type { Media } from '../../world/media.ts';
import type { Route } from '../../route.ts';
import { readProductTags } from '../publishing/container-product-tags.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { findAccount, type GraphCall, graphRoute, reaches } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';
import { findProduct, nothingToAppeal, requireShopping, reviewOf } from './product-read.ts';

/** Marking products on what is live, and appealing against a review: Facebook Login alone. */
export const productRoutes: Route[] = [
  graphRoute('facebook', 'POST', '/:node/product_tags', tagProducts),
  graphRoute('facebook', 'POST', '/:node/product_appeal', (call) => {
    const account = findAccount(call, call.pathParams['node'] ?? '');
    if (account === undefined) return undefined;
    requireShopping(call);
    const { id } = findProduct(account, call);
    if ((call.params.get('appeal_reason') ?? '') === '') throw requiredParameter('appeal_reason');
    if (reviewOf(id) === 'approved') throw nothingToAppeal();
    return graphJson({ success: true });
  }),
];

/** `POST /{media-id}/product_tags`: adds `updated_tags`, or moves those that are there; of a carousel on the child `child_index`. */
function tagProducts(call: GraphCall): Response | undefined {
  const media = call.world.media.get(call.pathParams['node'] ?? '');
  const account = media === undefined ? undefined : call.world.accounts.get(media.accountId);
  if (media === undefined || account === undefined || !reaches(call, account.id)) return undefined;
  requireShopping(call);
  if ((call.params.get('updated_tags') ?? '') === '') throw requiredParameter('updated_tags');
  const target = targetOf(call, media);
  const kind = target.mediaType === 'VIDEO' ? 'reel' : 'image';
  const params = new Map([['product_tags', call.params.get('updated_tags') ?? '']]);
  const updated = readProductTags({ ...call, account }, kind, params) ?? [];
  const kept = (target.productTags ?? []).filter(
    (tag) => !updated.some(({ productId }) => productId === tag.productId),
  );
  call.world.media.put({ ...target, productTags: [...kept, ...updated].slice(0, 5) });
  return graphJson({ success: true });
}

function targetOf(call: GraphCall, media: Media): Media {
  if (media.mediaType !== 'CAROUSEL_ALBUM') return media;
  const index = call.params.get('child_index') ?? '';
  if (index === '') throw requiredParameter('child_index');
  const child = call.world.media.by('parentId', media.id)[Number(index)];
  if (child === undefined) throw missingObject(call.method, media.id);
  return child;
}
