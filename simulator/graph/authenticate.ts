import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from '../route.ts';
import type { Account, App, Login, Token } from '../world/entities.ts';
import { graphError, type MetaError, unsupportedMethod } from './errors.ts';
import type { InstagramBearer } from './graph-call.ts';

/** Finds who calls graph.instagram.com. Refuses as it does: no token, a foreign one, a dead one, an app without access. */
export function authenticateInstagram(call: Call): { app: App; bearer: InstagramBearer } {
  const token = findToken(call);
  const death = causeOfDeath(token, call.world.now());
  if (death !== undefined) throw death;

  const app = call.world.apps.get(token.appId);
  const account = call.world.accounts.get(token.accountId);
  const grant = call.world.grants.get(`${token.appId}:${token.accountId}`);
  if (app === undefined || account === undefined || grant === undefined) throw cannotParse();

  if (!mayAccess(app, account)) throw unsupportedMethod(call.method);
  checkSecretProof(call, app, token.value);
  const scopes = token.scopes.filter((scope) => grant.scopes.includes(scope));
  return { app, bearer: { kind: 'instagram', token, account, grant, scopes } };
}

/** The token a call carries, dead or alive. */
export function findToken(call: Call): Token {
  if (call.accessToken === undefined || call.accessToken === '') {
    throw graphError({ message: 'Invalid OAuth 2.0 Access Token', type: 'IGApiException', code: 190 });
  }
  const token = call.world.tokens.get(call.accessToken);
  if (token === undefined) throw cannotParse();
  return token;
}

/** A token of the other login, of another installation, or none at all. */
export function cannotParse(): MetaError {
  return graphError({ message: 'Invalid OAuth access token - Cannot parse access token', code: 190 });
}

/** What of a token decides whether it still lives. */
type Mortal = Pick<Token, 'appId' | 'state'> & { login: Login; expiresAt?: number };

/** The 190 of a token that has ended; undefined while it lives. */
export function causeOfDeath(token: Mortal, now: number): MetaError | undefined {
  const ended = { removed: 458, checkpoint: 459, passwordChanged: 460, loggedOut: 467 } as const;
  const sentence = {
    removed: `The user has not authorized application ${token.appId}.`,
    checkpoint: `You cannot access the app till you log in to www.${token.login}.com and follow the instructions given.`,
    passwordChanged:
      'The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
    loggedOut: 'The session is invalid because the user logged out.',
  } as const;
  if (token.state !== 'live') return deadToken(ended[token.state], sentence[token.state]);
  if (token.expiresAt === undefined || token.expiresAt > now) return undefined;
  return deadToken(
    463,
    `Session has expired on ${sessionTime(token.expiresAt)}. The current time is ${sessionTime(now)}.`,
  );
}

/** Whether the app is let near the account at all: access level and tester role, and mode B of personal accounts. */
export function mayAccess(app: App, account: Account): boolean {
  const refusedByLevel = app.flags.access === 'testers' && !app.testers.includes(account.id);
  const refusedAsPersonal = account.type === 'PERSONAL' && app.flags.personalAccounts === 'B';
  return !refusedByLevel && !refusedAsPersonal;
}

export function deadToken(subcode: number, sentence: string): MetaError {
  return graphError({ message: `Error validating access token: ${sentence}`, code: 190, subcode });
}

/** `appsecret_proof`: checked when it was sent, and needed when the app says so. */
export function checkSecretProof(call: Call, app: App, token: string): void {
  const proof = call.params.get('appsecret_proof');
  if (proof === undefined && !app.flags.requireSecretProof) return;
  if (proof === undefined) {
    throw secretProofError('API calls from the server require an appsecret_proof argument');
  }
  const expected = createHmac('sha256', app.secret).update(token).digest();
  const given = Buffer.from(proof, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw secretProofError('Invalid appsecret_proof provided in the API argument');
  }
}

function secretProofError(message: string): MetaError {
  return graphError({ message, type: 'GraphMethodException', code: 100 });
}

/** `Wednesday, 14-Oct-26 09:38:00 PDT`, as Meta writes instants in its 463. */
function sessionTime(ms: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    weekday: 'long',
    day: '2-digit',
    month: 'short',
    year: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const clock = `${part('hour')}:${part('minute')}:${part('second')}`;
  return `${part('weekday')}, ${part('day')}-${part('month')}-${part('year')} ${clock} ${part('timeZoneName')}`;
}
