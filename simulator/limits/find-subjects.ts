import { findAppByToken, causeOfFacebookDeath } from '../graph/facebook/authenticate-facebook.ts';
import { causeOfDeath } from '../graph/authenticate.ts';
import { MetaError } from '../graph/errors.ts';
import type { Call } from '../route.ts';
import type { World } from '../world/world.ts';

/** Whose budgets a call is taken from. */
export type Subjects = {
  appId: string;
  /** The professional account that it is about. */
  accountId?: string;
  pageId?: string;
  personId?: string;
  /** Whether the token is a Page's own. */
  isPageToken: boolean;
};

/** Undefined for a call without a living token: it is refused anyway, and costs nobody anything. */
export function findSubjects(call: Call): Subjects | undefined {
  if (call.accessToken === undefined) return undefined;
  return call.host === 'graph.instagram.com'
    ? ofInstagram(call.world, call.accessToken)
    : ofFacebook(call, call.accessToken);
}

function ofInstagram(world: World, value: string): Subjects | undefined {
  const token = world.tokens.get(value);
  if (token === undefined || causeOfDeath(token, world.now()) !== undefined) return undefined;
  return { appId: token.appId, accountId: token.accountId, isPageToken: false };
}

function ofFacebook(call: Call, value: string): Subjects | undefined {
  const { world } = call;
  if (value.includes('|')) return ofAppToken(world, value);
  const token = world.facebookTokens.get(value);
  if (token === undefined || causeOfFacebookDeath(world, token) !== undefined) return undefined;
  const node = call.path.split('/')[1] ?? '';
  const accountId = accountOf(world, node);
  const pageId = world.pages.get(node) === undefined ? token.pageId : node;
  return {
    appId: token.appId,
    personId: token.personId,
    isPageToken: token.pageId !== undefined,
    ...(accountId !== undefined && { accountId }),
    ...(pageId !== undefined && accountId === undefined && { pageId }),
  };
}

function ofAppToken(world: World, value: string): Subjects | undefined {
  try {
    return { appId: findAppByToken(world, value).id, isPageToken: false };
  } catch (cause) {
    if (cause instanceof MetaError) return undefined;
    throw cause;
  }
}

/** The account that the first segment of a path names, itself or by something of its own. */
function accountOf(world: World, node: string): string | undefined {
  if (world.accounts.get(node) !== undefined) return node;
  return (world.media.get(node) ?? world.containers.get(node) ?? world.comments.get(node))?.accountId;
}
