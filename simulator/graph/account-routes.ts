import { pictureUrl } from '../cdn/picture-routes.ts';
import type { Route } from '../route.ts';
import type { Account } from '../world/entities.ts';
import { appScopedId } from '../world/mint.ts';
import { graphRoute, type GraphCall, isOwnAccount, requireScope } from './graph-call.ts';
import { type FieldReaders, readFieldNames, selectNodeFields } from './media-fields.ts';
import { graphJson } from './meta-json.ts';

/** `GET /me`, and the account by either of its ids. Flat, as every client reads it. */
export const accountRoutes: Route[] = [
  graphRoute('GET', '/:node', (call) => {
    if (!isOwnAccount(call)) return undefined;
    requireScope(call, 'instagram_business_basic');
    const node = { ...call, id: appScopedId(call.app.id, call.account.id) };
    const names = readFieldNames(call.params.get('fields'));
    return graphJson(selectNodeFields(names, accountFields, 'IGUser', node));
  }),
];

const accountFields: FieldReaders<GraphCall & { id: string }> = {
  id: (node) => node.id,
  user_id: (call) => call.account.id,
  username: (call) => call.account.username,
  name: (call) => (call.account.name === '' ? undefined : call.account.name),
  account_type: (call) => spellType(call.account.type, call.app.flags.accountTypeSpelling),
  profile_picture_url: (call) =>
    call.account.pictureId === undefined ? undefined : pictureUrl(call, call.account.pictureId),
  biography: (call) => call.account.biography,
  website: (call) => call.account.website,
  followers_count: (call) => call.account.followersCount,
  follows_count: (call) => call.account.followsCount,
  media_count: (call) => call.world.media.filter((media) => media.accountId === call.account.id).length,
};

function spellType(type: Account['type'], spelling: 'observed' | 'documented'): string {
  if (spelling === 'observed') return type;
  const documented = { BUSINESS: 'Business', MEDIA_CREATOR: 'Media_Creator', PERSONAL: 'Personal' } as const;
  return documented[type];
}
