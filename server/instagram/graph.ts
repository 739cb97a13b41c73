import { createHmac } from 'node:crypto';
import type { LoginApp } from '../config/index.ts';
import type { Login } from '../database/index.ts';
import type { GraphRequest, Transport } from './transport.ts';

/** The Graph through one door and with one token. The same paths mean the same on both hosts. */
export interface Graph {
  login: Login;
  call(request: Omit<GraphRequest, 'host' | 'token'>): ReturnType<Transport['call']>;
}

/**
 * Opens a door for one token. Calls to graph.facebook.com bear `appsecret_proof`, so that an app which requires it is
 * served and a token without our secret is worth nothing there. Meta documents it for no call of graph.instagram.com.
 */
export function openGraph(transport: Transport, door: { login: Login; app: LoginApp }, token: string): Graph {
  if (door.login === 'instagram')
    return {
      login: 'instagram',
      call: (request) => transport.call({ ...request, host: 'graph.instagram.com', token }),
    };
  const proof = { appsecret_proof: createHmac('sha256', door.app.secret).update(token).digest('hex') };
  return {
    login: 'facebook',
    call: (request) =>
      transport.call({
        ...request,
        host: 'graph.facebook.com',
        token,
        ...(request.form
          ? { form: { ...request.form, ...proof } }
          : { query: { ...request.query, ...proof } }),
      }),
  };
}
