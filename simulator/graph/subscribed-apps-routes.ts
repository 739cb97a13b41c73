import { settleAudience } from '../audience/settle.ts';
import type { Route } from '../route.ts';
import { webhookFields } from '../webhooks/fields.ts';
import { unsubscribeAccount, unsubscribePage } from '../webhooks/unsubscribe.ts';
import type { FacebookGrant, Page } from '../world/facebook.ts';
import { graphError, requiredParameter } from './errors.ts';
import { type GraphCall, graphRoute, instagramRoute, requireScope } from './graph-call.ts';
import { graphJson } from './meta-json.ts';
import { readTexts } from './request/read-list.ts';

/** Which app hears of an account (Instagram Login) or of a Page and the account linked to it (Facebook Login). */
export const subscribedAppsRoutes: Route[] = [
  instagramRoute('GET', '/:node/subscribed_apps', (call) => {
    requireScope(call, 'basic');
    return answerSubscription(call, call.grant.subscribedFields);
  }),
  instagramRoute('POST', '/:node/subscribed_apps', (call) => {
    requireScope(call, 'basic');
    const subscribedFields = readFields(call, webhookFields.instagram);
    // What strangers wrote until now is not news.
    settleAudience(call.world, call.account.id);
    call.world.grants.put({ ...call.grant, subscribedFields });
    return graphJson({ success: true });
  }),
  instagramRoute('DELETE', '/:node/subscribed_apps', (call) => {
    unsubscribeAccount(call.world, call.app.id, call.account.id);
    return graphJson({ success: true });
  }),
  pageRoute('GET', ({ call, page }) => answerSubscription(call, findFields(call, page))),
  pageRoute('POST', ({ call, page, grant }) => {
    const subscribedFields = {
      ...grant.subscribedFields,
      [page.id]: readFields(call, [...webhookFields.page, ...webhookFields.instagram]),
    };
    if (page.accountId !== undefined) settleAudience(call.world, page.accountId);
    call.world.facebookGrants.put({ ...grant, subscribedFields });
    return graphJson({ success: true });
  }),
  pageRoute('DELETE', ({ call, page }) => {
    unsubscribePage(call.world, call.app.id, page.id);
    return graphJson({ success: true });
  }),
];

type PageCall = { call: GraphCall; page: Page; grant: FacebookGrant };

/** A route of a Page, behind its own token and `pages_manage_metadata`. */
function pageRoute(method: 'GET' | 'POST' | 'DELETE', answer: (call: PageCall) => Response): Route {
  return graphRoute('facebook', method, '/:node/subscribed_apps', (call) => {
    const node = call.pathParams['node'] ?? '';
    const { bearer } = call;
    if (bearer.kind !== 'facebook') return undefined;
    const { page, grant, scopes } = bearer;
    if (page === undefined) {
      if (call.world.pages.get(node) === undefined) return undefined;
      throw pageTokenRequired();
    }
    if (node !== 'me' && node !== page.id) return undefined;
    if (!scopes.includes('pages_manage_metadata')) throw metadataPermissionMissing();
    return answer({ call, page, grant });
  });
}

function answerSubscription({ app }: GraphCall, fields: string[] | undefined): Response {
  const data = fields === undefined ? [] : [{ id: app.id, name: app.name, subscribed_fields: fields }];
  return graphJson({ data });
}

/** Whoever of the Page's people asked for it. */
function findFields({ world, app }: GraphCall, page: Page): string[] | undefined {
  const people = world.pageRoles.by('pageId', page.id).map(({ personId }) => personId);
  const grants = people.flatMap((personId) => world.facebookGrants.get(`${app.id}:${personId}`) ?? []);
  const holder = grants.find(({ subscribedFields }) => Object.hasOwn(subscribedFields, page.id));
  return holder?.subscribedFields[page.id];
}

function readFields(call: GraphCall, known: string[]): string[] {
  const fields = readTexts(call.params, 'subscribed_fields') ?? [];
  if (fields.length === 0) throw requiredParameter('subscribed_fields');
  const at = fields.findIndex((field) => !known.includes(field));
  if (at !== -1) throw unknownField(at, known);
  return [...new Set(fields)];
}

function unknownField(at: number, known: string[]) {
  const message = `(#100) Param subscribed_fields[${at}] must be one of {${known.join(', ')}}`;
  return graphError({ message, type: 'IGApiException', code: 100 });
}

function pageTokenRequired() {
  const message = '(#210) A page access token is required to request this resource.';
  return graphError({ message, code: 210, status: 403 });
}

function metadataPermissionMissing() {
  const message =
    '(#200) To subscribe to the page, one of these permissions is needed: pages_manage_metadata';
  return graphError({ message, code: 200, status: 403 });
}
