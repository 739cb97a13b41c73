import { requiredScopes } from '#rules/scopes.ts';
import { AppError } from '../app-error.ts';
import type { Config, LoginApp } from '../config/index.ts';
import type { Login } from '../database/index.ts';
import type { Vault } from '../vault/index.ts';
import { revealToken } from '../vault/reveal.ts';
import { probeToken, readAccount } from './account.ts';
import { createImageContainer, publishContainer, readContainer } from './container.ts';
import { revokeGrant, unsubscribe } from './grant.ts';
import type { Instagram, Probe, Token } from './instagram.ts';
import { listRecentMedia, readMedia, readPublishingLimit } from './media.ts';
import { authorizeUrl, exchangeCode, exchangeLongLived, refreshToken } from './oauth/instagram-login.ts';
import { fetchPicture } from './picture.ts';
import { createTransport, type Transport } from './transport.ts';

/**
 * The client over one `fetch`. A token is opened for one call and handed to the function that makes it. A login without
 * its app, or without its flow, refuses every call with `app_misconfigured`.
 */
export function createInstagram(options: { config: Config; vault: Vault; fetch: typeof fetch }): Instagram {
  const { config, vault } = options;
  const transport = createTransport(config, options.fetch);
  const opened = async <T>(
    login: Login,
    token: Token,
    use: (transport: Transport, text: string) => Promise<T>,
  ): Promise<T> => {
    appOf(config, login);
    return use(transport, await revealToken(vault, token));
  };
  return {
    requiredScopes: (login) => requiredScopes[login].map(({ scope }) => scope),
    authorizeUrl: ({ login, ...input }) =>
      authorizeUrl(config, appOf(config, login), {
        ...input,
        scopes: requiredScopes[login].map(({ scope }) => scope),
      }),
    exchangeCode: async ({ login, ...input }) => exchangeCode(transport, appOf(config, login), input),
    exchangeLongLived: async (login, token) =>
      exchangeLongLived(transport, vault, appOf(config, login), token),
    refreshToken: async (login, token) => {
      appOf(config, login);
      return refreshToken(transport, vault, token);
    },
    readAccount: (login, token) => opened(login, token, readAccount),
    // A seal that cannot be opened says as little about the token at Meta as an outage does.
    probeToken: (login, token) =>
      opened(login, token, probeToken).catch((): Probe => ({ state: 'unreachable' })),
    revokeGrant: (login, token, appScopedUserId) =>
      opened(login, token, (transport, text) => revokeGrant(transport, text, appScopedUserId)),
    unsubscribe: (login, token, instagramUserId) =>
      opened(login, token, (transport, text) => unsubscribe(transport, text, instagramUserId)),
    fetchPicture: (url) => fetchPicture(config, transport, url),
    createImageContainer: (login, token, input) =>
      opened(login, token, (transport, text) => createImageContainer(transport, text, input)),
    readContainer: (login, token, containerId) =>
      opened(login, token, (transport, text) => readContainer(transport, text, containerId)),
    publishContainer: (login, token, input) =>
      opened(login, token, (transport, text) => publishContainer(transport, text, input)),
    listRecentMedia: (login, token, instagramUserId) =>
      opened(login, token, (transport, text) => listRecentMedia(transport, text, instagramUserId)),
    readMedia: (login, token, mediaId) =>
      opened(login, token, (transport, text) => readMedia(transport, text, mediaId)),
    readPublishingLimit: (login, token, instagramUserId) =>
      opened(login, token, (transport, text) => readPublishingLimit(transport, text, instagramUserId)),
  };
}

/** The app behind a login. The Facebook door has its configuration and no flow yet. */
function appOf(config: Config, login: Login): LoginApp {
  if (login !== 'instagram' || !config.instagramApp)
    throw new AppError('app_misconfigured', { details: { login, reason: 'login not configured' } });
  return config.instagramApp;
}
