import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { OfferedAccount } from '../database/index.ts';
import type { CodeGrant, Page, TokenFacts } from '../instagram/index.ts';
import { establishConnection } from './establish-connection.ts';
import { mustHoldAllScopes } from './must-hold-all-scopes.ts';
import { openChoice } from './open-choice.ts';
import type { Leftover } from './refuse-authorization.ts';
import type { TakenAuthorization } from './take-authorization.ts';

type Offered = Page & { account: NonNullable<Page['account']> };

/** Whether a Page has an account behind it. */
export function isOffered(page: Page): page is Offered {
  return page.account !== undefined;
}

/**
 * Whose grant it is, then what it holds beside the person's long token, then the Pages it leads to. One account is connected;
 * several are a choice for the person, with the token sealed here meanwhile; none says which of its reasons it is. A
 * reconnect chooses the account it is about. `keep` is told what is in hand.
 */
export async function connectByFacebook(
  ctx: Context,
  authorization: TakenAuthorization,
  grant: CodeGrant,
  keep: (leftover: Leftover) => void,
): Promise<void> {
  const facts = await ctx.instagram.inspectToken(grant.token);
  const { appScopedUserId } = facts;
  if (!appScopedUserId) throw new AppError('network_error', { details: { reason: 'no_person' } });
  keep({ token: grant.token, person: { appScopedUserId } });
  const [permissions, token] = await Promise.all([
    ctx.instagram.readPermissions(grant.token),
    ctx.instagram.extendToken(grant.token),
  ]);
  keep({ token, person: { appScopedUserId } });
  const scopes = mustHoldAllScopes(ctx, 'facebook', permissions);
  const pages = await ctx.instagram.listPages(token);
  const offered = mustOfferAccounts(pages, facts);

  const meant = authorization.reconnect_connection_id
    ? await findMeant(ctx, authorization.reconnect_connection_id, offered)
    : offered;
  const [only] = meant;
  if (meant.length === 1 && only)
    return establishByPage(ctx, authorization, only, { appScopedUserId, scopes });
  await openChoice(ctx, authorization, { appScopedUserId, scopes, token, accounts: meant.map(offer) });
}

/** Reads the account with the very token that will be kept, and what Meta says of that token; then establishes. */
export async function establishByPage(
  ctx: Context,
  authorization: TakenAuthorization,
  { pageId, account: { instagramUserId, token } }: Offered,
  grant: { appScopedUserId: string; scopes: string[] },
): Promise<void> {
  const [account, facts] = await Promise.all([
    ctx.instagram.readAccount('facebook', token, instagramUserId),
    ctx.instagram.inspectToken(token),
  ]);
  await establishConnection(ctx, authorization, {
    account: { ...account, appScopedUserId: grant.appScopedUserId },
    pageId,
    token,
    expiresAt: facts.expiresAt ?? null,
    dataAccessExpiresAt: facts.dataAccessExpiresAt ?? null,
    scopes: grant.scopes,
  });
}

/** The Pages with an account. Throws `instagram_no_business_account` with `reason`, and the names of Pages without one. */
function mustOfferAccounts(pages: Page[], { chosen }: Pick<TokenFacts, 'chosen'>): Offered[] {
  const offered = pages.filter(isOffered);
  if (offered.length > 0) return offered;
  // Only a selection names ids: without one, everything the person has was given, and it is nothing.
  const isSelection = chosen['pages_show_list'] !== undefined;
  const reason = pages.length > 0 ? 'page_without_account' : isSelection ? 'page_not_ticked' : 'no_page';
  throw new AppError('instagram_no_business_account', {
    details: { reason, pages: pages.slice(0, 20).map(({ name }) => name) },
  });
}

/** The account that a reconnect is about. Throws `wrong_account` when it is not among them, `state_expired` when it is gone. */
async function findMeant(ctx: Context, connectionId: string, offered: Offered[]): Promise<Offered[]> {
  const target = await ctx.db
    .selectFrom('connections')
    .select('instagram_user_id')
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (!target) throw new AppError('state_expired');
  const found = offered.find(({ account }) => account.instagramUserId === target.instagram_user_id);
  if (!found) throw new AppError('wrong_account', { details: { username: offered[0]?.account.username } });
  return [found];
}

function offer({ pageId, name, account }: Offered): OfferedAccount {
  return {
    instagramUserId: account.instagramUserId,
    username: account.username,
    pageId,
    pageName: name,
  };
}
