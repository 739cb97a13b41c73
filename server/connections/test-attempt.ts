import { createHmac } from 'node:crypto';
import { createVisitor, type ConsentChoice } from '../../simulator/index.ts';
import type { Member } from '../context.ts';
import type { Login } from '../database/index.ts';
import type { TestContext } from '../test-context.ts';
import { walkFacebookDialog, type FacebookChoice } from '../test-facebook-dialog.ts';
import {
  completeAuthorization,
  findAccountToken,
  readAuthorization,
  startAuthorization,
  type Completion,
} from './index.ts';

/*
 * What the tests of this folder build with: a connect cut open between the dialog and the way back.
 */

export const appId = '1784140000000099';
const appSecret = 'module-test-secret';
export const facebookSecret = 'module-test-facebook-secret';

/** A connect that has been through Instagram's dialog; its callback has not been opened yet. */
export interface Attempt {
  id: string;
  query: URLSearchParams;
  by: Member;
  login: Login;
}

export async function throughTheDialog(
  house: TestContext,
  choice: ConsentChoice,
  options: { by?: Member; reconnectConnectionId?: string } = {},
): Promise<Attempt> {
  const { by = house.member, reconnectConnectionId } = options;
  const started = await startAuthorization(house.ctx, by, {
    login: 'instagram',
    timeZone: 'UTC',
    ...(reconnectConnectionId ? { reconnectConnectionId } : {}),
  });
  const visitor = createVisitor((request) => house.simulator.answer(request));
  const back = await visitor.consent(started.authorizeUrl, choice);
  return { id: started.id, query: new URL(back).searchParams, by, login: 'instagram' };
}

/** The same through Facebook's dialog. */
export async function throughFacebook(
  house: TestContext,
  choice: FacebookChoice,
  options: { by?: Member; reconnectConnectionId?: string } = {},
): Promise<Attempt> {
  const { by = house.member, reconnectConnectionId } = options;
  const started = await startAuthorization(house.ctx, by, {
    login: 'facebook',
    timeZone: 'UTC',
    ...(reconnectConnectionId ? { reconnectConnectionId } : {}),
  });
  const back = await walkFacebookDialog(
    (request) => house.simulator.answer(request),
    started.authorizeUrl,
    choice,
  );
  return { id: started.id, query: new URL(back).searchParams, by, login: 'facebook' };
}

/** Through Facebook's dialog and back; answers the attempt and how it ended. */
export async function connectByFacebook(
  house: TestContext,
  choice: FacebookChoice,
  options: { by?: Member; reconnectConnectionId?: string } = {},
): Promise<Attempt & { outcome: string | null; details: Record<string, unknown> }> {
  const attempt = await throughFacebook(house, choice, options);
  await comeBack(house, attempt);
  const { outcome, details } = await readAuthorization(house.ctx, attempt.by, attempt.id);
  return { ...attempt, outcome, details };
}

/** Opens the callback of an attempt, by its own session and query unless told. */
export function comeBack(
  house: TestContext,
  attempt: Attempt,
  change: { query?: URLSearchParams; as?: Member | null; login?: Login } = {},
): Promise<Completion> {
  const as = change.as === undefined ? attempt.by : change.as;
  return completeAuthorization(house.ctx, {
    login: change.login ?? attempt.login,
    query: change.query ?? attempt.query,
    session: as && { sessionId: as.sessionId, userId: as.userId },
  });
}

/** The callback's query with some parts put in place or, when null, left out. */
export function changed(query: URLSearchParams, parts: Record<string, string | null>): URLSearchParams {
  const copy = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parts))
    if (value === null) copy.delete(name);
    else copy.set(name, value);
  return copy;
}

/** Outcome of an attempt as its row has it; null while it is open. */
export async function outcomeOf(house: TestContext, attempt: { id: string }): Promise<string | null> {
  const row = await house.ctx.db
    .selectFrom('authorizations')
    .select('outcome')
    .where('id', '=', attempt.id)
    .executeTakeFirstOrThrow();
  return row.outcome;
}

/** How often Instagram was asked something since the journal was emptied. */
export async function countCalls(house: TestContext, method: string, path: RegExp): Promise<number> {
  const { requests } = (await house.control('GET', '/journal')) as {
    requests: { method: string; path: string }[];
  };
  return requests.filter((each) => each.method === method && path.test(each.path)).length;
}

export const countExchanges = (house: TestContext) => countCalls(house, 'POST', /\/oauth\/access_token$/);

/** What Instagram says of the token that is stored for a connection. */
export async function stateOfToken(house: TestContext, connectionId: string): Promise<string> {
  const account = await findAccountToken(house.ctx, connectionId);
  if (!account) return 'no token';
  const { login, token, instagramUserId } = account;
  return (await house.ctx.instagram.probeToken(login, token, instagramUserId)).state;
}

export const setFlags = (house: TestContext, flags: Record<string, unknown>) =>
  house.control('PUT', `/apps/${appId}`, { flags });

/** Scripts what Instagram does with the next `times` requests to a path. */
export const setFault = (
  house: TestContext,
  host: string,
  path: string,
  fault: Record<string, unknown>,
  times = 1,
) => house.control('POST', '/faults', { host, path, times, ...fault });

/** Meta's `signed_request` about a person, as its servers would post it. */
export function signRequest(
  userId: string,
  issuedAt: Date,
  parts: Record<string, unknown> = {},
  secret = appSecret,
): string {
  const payload = Buffer.from(
    JSON.stringify({
      algorithm: 'HMAC-SHA256',
      issued_at: Math.floor(issuedAt.getTime() / 1000),
      user_id: userId,
      ...parts,
    }),
  ).toString('base64url');
  return `${signatureOf(payload, secret)}.${payload}`;
}

export function signatureOf(payload: string, secret = appSecret): string {
  return createHmac('sha256', secret).update(payload).digest('base64url');
}
