import * as oauth from 'oauth4webapi';
import type { LoginApp } from '../../config/index.ts';
import { holdToken } from '../../vault/reveal.ts';
import type { CodeGrant } from '../instagram.ts';
import type { Answer, Transport } from '../transport.ts';
import { judgeCallback } from './judge-callback.ts';

/** Where a door's codes are exchanged, and how its answer is read. */
export interface Exchange {
  issuer: string;
  endpoint: URL;
  readGrant: (answer: Answer) => {
    accessToken: string;
    appScopedUserId: string | undefined;
    permissions: string[] | undefined;
  };
}

/** Judges the callback and swaps its code for a token. See `Instagram.exchangeCode`. */
export async function exchangeCode(
  transport: Transport,
  app: LoginApp,
  { issuer, endpoint, readGrant }: Exchange,
  input: { callback: URLSearchParams; state: string; redirectUri: string },
): Promise<CodeGrant> {
  const server: oauth.AuthorizationServer = { issuer, token_endpoint: endpoint.href };
  const client: oauth.Client = { client_id: app.id };
  const parameters = judgeCallback(server, client, input.callback, input.state);

  let permissions: string[] | undefined;
  let appScopedUserId: string | undefined;
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(app.secret),
    parameters,
    input.redirectUri,
    oauth.nopkce,
    {
      [oauth.allowInsecureRequests]: endpoint.protocol === 'http:',
      // Meta's answers are not OAuth's: a bare object without token_type, or the documented `data` list.
      [oauth.customFetch]: async (_url, init) => {
        const answer = await transport.send('exchange_code', endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
          body: String(init.body),
        });
        const grant = readGrant(answer);
        ({ permissions, appScopedUserId } = grant);
        return Response.json({ access_token: grant.accessToken, token_type: 'bearer' });
      },
    },
  );
  const { access_token } = await oauth.processAuthorizationCodeResponse(server, client, response);
  return { token: holdToken(access_token), appScopedUserId, permissions };
}
