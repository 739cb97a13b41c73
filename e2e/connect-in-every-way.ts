import { expect } from 'vitest';
import { createFacebookVisitor, createVisitor, type FacebookChoice } from '../simulator/index.ts';
import { testApp } from './furnish.ts';
import type { Person } from './person.ts';
import { facebookApp, type SearchedHouse } from './searched-house.ts';
import { until } from './until.ts';

export const business = '17841400000000101';
export const creator = '17841400000000202';
const personal = '17841400000000303';
export const bakery = '17841400000000404';

interface Attempt {
  authorization: Record<string, unknown>;
}

/** Waits for how an attempt ends, and for what a refused one left over: its revocation would meet the next one's faults. */
type Meet = (outcome: string, attempt: Promise<Attempt>) => Promise<void>;

/**
 * Connects by both doors, and fails to in every way; answers the outcomes that were met. Afterwards `business` and `bakery`
 * are connected through Instagram, `creator` through Facebook.
 */
export async function connectInEveryWay(house: SearchedHouse): Promise<Set<unknown>> {
  const met = new Set<unknown>();
  const meet: Meet = async (outcome, attempt) => {
    const { authorization } = await attempt;
    expect(authorization.outcome).toBe(outcome);
    met.add(authorization.outcome);
    await until(async () => {
      const queued = house.db.selectFrom('revocations').select('id').where('state', '=', 'queued');
      return (await queued.execute()).length === 0;
    });
  };
  await decideAtInstagram(house, meet);
  await comeBackAsNobodyShould(house, meet);
  await sufferFaults(house, meet);
  await decideAtFacebook(house, meet);
  return met;
}

async function decideAtInstagram({ person }: SearchedHouse, meet: Meet): Promise<void> {
  const without = (scope: string) => ({ without: [`instagram_business_${scope}`] });
  await meet('connected', person.connect({ account: business }));
  await meet('scope_rejected', person.connect({ account: business, ...without('content_publish') }));
  await meet('scope_rejected', person.connect({ account: bakery, ...without('manage_insights') }));
  await meet('access_denied', person.connect({ account: bakery, decision: 'cancel' }));
  await meet('instagram_no_business_account', person.connect({ account: personal }));
  // The refused consent took a permission from the account at Instagram; this gives it back.
  await meet('connected', person.connect({ account: business }));
}

/** Too late, as somebody else, and with an account that is another workspace's. */
async function comeBackAsNobodyShould(house: SearchedHouse, meet: Meet): Promise<void> {
  const { person } = house;
  const dawdle = async (authorizeUrl: string) => {
    const back = await createVisitor().consent(authorizeUrl, { account: bakery });
    await house.advance(601);
    return back;
  };
  await meet('state_expired', person.connectBy('instagram', dawdle));

  const { id: connectionId } = await house.connectionOf(business);
  await meet('wrong_account', person.connect({ account: bakery }, connectionId));
  await meet('connected', person.connect({ account: business }, connectionId));

  const { workspaceId } = person;
  const { id } = await person.call<{ id: string }>('POST', '/api/v1/workspaces', { name: 'Second' });
  person.workspaceId = id;
  await meet('account_in_use', person.connect({ account: business }));
  person.workspaceId = workspaceId;
}

/** What goes wrong between Tintype and Meta. Error bodies repeat what was sent, as Meta's may. */
async function sufferFaults(house: SearchedHouse, meet: Meet): Promise<void> {
  const { person } = house;
  const connectBakery = () => person.connect({ account: bakery });
  const cuts = [
    { kind: 'reset' },
    { kind: 'html' },
    { kind: 'truncated' },
    { kind: 'oversized', sizeBytes: 2_000_000 },
    { kind: 'actThenDrop' },
  ];
  for (const cut of cuts) {
    await house.fault('api.instagram.com', '/oauth/access_token', cut);
    await meet('network_error', connectBakery());
    await house.fault('graph.instagram.com', '/access_token', cut);
    await meet('network_error', connectBakery());
  }
  const { secret } = testApp;
  await house.fault(
    'api.instagram.com',
    '/oauth/access_token',
    refusal({ error_message: 'Invalid platform app', code: 400, client_secret: secret }),
  );
  await meet('app_misconfigured', connectBakery());
  await house.fault(
    'graph.instagram.com',
    '/access_token',
    refusal({ error: { type: 'IGApiException', code: 100, message: `client_secret=${secret}` } }),
  );
  await meet('app_access_missing', connectBakery());
  await house.fault(
    'graph.instagram.com',
    '/access_token',
    refusal({ error: { code: 7777, message: `strange ${secret}`, error_user_msg: `strange ${secret}` } }),
  );
  await meet('instagram_unexpected', connectBakery());
  await meet('connected', connectBakery());
}

async function decideAtFacebook(house: SearchedHouse, meet: Meet): Promise<void> {
  const { person, simulatorUrl } = house;
  const visitor = createFacebookVisitor();
  const connect = (choice: Partial<FacebookChoice> = {}) =>
    person.connectBy('facebook', (authorizeUrl) =>
      visitor.consent(authorizeUrl, { person: 'marta', edit: true, ...choice }),
    );
  await meet('access_denied', connect({ decision: 'cancel' }));
  await meet('scope_rejected', connect({ without: ['instagram_content_publish'] }));
  await meet('instagram_no_business_account', connect({ pages: [], accounts: [] }));
  await house.fault(
    'graph.facebook.com',
    '/debug_token',
    refusal({ error: { code: 7777, error_user_msg: `Of ${facebookApp.id}|${facebookApp.secret}` } }),
  );
  await meet('instagram_unexpected', connect());

  // Several accounts are a choice, which is given up, taken from under the person, and made.
  await meet('access_denied', choose(person, 'DELETE', connect()));
  const withdrawn = connect();
  await withdrawn;
  await visitor.removeApp(simulatorUrl, { person: 'marta', appId: facebookApp.id });
  await meet('access_withdrawn', choose(person, 'PUT', withdrawn));
  await meet('connected', choose(person, 'PUT', connect()));
}

/** Chooses `creator`, or none of the accounts. */
async function choose(person: Person, method: 'PUT' | 'DELETE', attempt: Promise<Attempt>): Promise<Attempt> {
  const { authorization } = await attempt;
  const path = `/api/v1/workspaces/${person.workspaceId}/authorizations/${String(authorization.id)}/account`;
  const body = method === 'PUT' ? { instagramUserId: creator } : undefined;
  return { authorization: await person.call(method, path, body) };
}

/** Meta's refusal with a body of ours. */
export function refusal(body: Record<string, unknown>): Record<string, unknown> {
  return { kind: 'body', status: 400, body: JSON.stringify(body) };
}
