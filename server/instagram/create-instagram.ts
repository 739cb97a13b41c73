import { requiredScopes } from '#rules/scopes.ts';
import { AppError } from '../app-error.ts';
import type { Config, LoginApp } from '../config/index.ts';
import type { Login } from '../database/index.ts';
import type { Vault } from '../vault/index.ts';
import { revealToken } from '../vault/reveal.ts';
import { probeToken, readAccount } from './account.ts';
import { createComment, listComments } from './comment.ts';
import {
  createMentionReply,
  createReply,
  deleteComment,
  listReplies,
  sendPrivateReply,
  setCommentHidden,
} from './comment-write.ts';
import { listCommentPage, listReplyPage, listTags, readComment, readMention } from './comment-read.ts';
import { createContainer, publishContainer, readContainer } from './container.ts';
import { inspectToken, listPages, readPermissions } from './facebook-person.ts';
import { revokeGrant, unsubscribe } from './grant.ts';
import { openGraph, type Graph } from './graph.ts';
import {
  readAccountSeries,
  readAccountTotals,
  readDemographics,
  readMediaInsights,
  readOnlineFollowers,
} from './insights.ts';
import type { Instagram, Probe, Token } from './instagram.ts';
import { listRecentMedia, listStories, readMedia, readPublishingLimit } from './media.ts';
import { deleteMedia, listLiveMedia, listLiveStories, readLiveMedia, switchComments } from './media-live.ts';
import * as facebook from './oauth/facebook-login.ts';
import * as instagram from './oauth/instagram-login.ts';
import { fetchFile, fetchPicture } from './picture.ts';
import { readSubscription, subscribe } from './subscription.ts';
import { createTransport } from './transport.ts';

const doors = { instagram, facebook };

/**
 * The client over one `fetch`. A token is opened for one call and handed to the function that makes it. A login without
 * its app refuses every call with `app_misconfigured`.
 */
export function createInstagram(options: { config: Config; vault: Vault; fetch: typeof fetch }): Instagram {
  const { config, vault } = options;
  const transport = createTransport(config, options.fetch);
  const opened = async <T>(login: Login, token: Token, use: (graph: Graph) => Promise<T>): Promise<T> => {
    const app = appOf(config, login);
    return use(openGraph(transport, { login, app }, await revealToken(vault, token)));
  };
  /** Facebook's Graph as the app itself. */
  const asApp = (app: LoginApp) =>
    openGraph(transport, { login: 'facebook', app }, `${app.id}|${app.secret}`);
  const scopesOf = (login: Login) => [
    ...requiredScopes[login].map(({ scope }) => scope),
    ...config.optionalScopes[login],
  ];
  return {
    requiredScopes: (login) => requiredScopes[login].map(({ scope }) => scope),
    authorizeUrl: ({ login, ...input }) =>
      doors[login].authorizeUrl(config, appOf(config, login), { ...input, scopes: scopesOf(login) }),
    exchangeCode: async ({ login, ...input }) =>
      doors[login].exchangeCode(transport, appOf(config, login), input),
    exchangeLongLived: async (login, token) =>
      instagram.exchangeLongLived(transport, vault, appOf(config, login), token),
    refreshToken: async (login, token) => {
      appOf(config, login);
      return instagram.refreshToken(transport, vault, token);
    },
    extendToken: async (token) =>
      facebook.extendToken(transport, appOf(config, 'facebook'), await revealToken(vault, token)),
    inspectToken: async (token) => {
      const app = appOf(config, 'facebook');
      return inspectToken(asApp(app), app.id, await revealToken(vault, token));
    },
    readPermissions: (token) => opened('facebook', token, readPermissions),
    listPages: (token) => opened('facebook', token, listPages),
    readAccount: (login, token, instagramUserId) =>
      opened(login, token, (graph) => readAccount(graph, instagramUserId)),
    // A seal that cannot be opened says as little about the token at Meta as an outage does.
    probeToken: (login, token, instagramUserId) =>
      opened(login, token, (graph) => probeToken(graph, instagramUserId)).catch((): Probe => ({
        state: 'unreachable',
      })),
    // A Page's token may not revoke what its person granted: on Facebook's door the app does it.
    revokeGrant: async (login, token, appScopedUserId) =>
      login === 'facebook'
        ? revokeGrant(asApp(appOf(config, login)), appScopedUserId)
        : opened(login, token, (graph) => revokeGrant(graph, appScopedUserId)),
    unsubscribe: (login, token, instagramUserId) =>
      opened(login, token, (graph) => unsubscribe(graph, instagramUserId)),
    fetchPicture: (url) => fetchPicture(config, transport, url),
    fetchFile: (url, path, limitBytes) => fetchFile(config, transport, { url, path, limitBytes }),
    createContainer: (login, token, input) => opened(login, token, (graph) => createContainer(graph, input)),
    readContainer: (login, token, containerId) =>
      opened(login, token, (graph) => readContainer(graph, containerId)),
    publishContainer: (login, token, input) =>
      opened(login, token, (graph) => publishContainer(graph, input)),
    listRecentMedia: (login, token, instagramUserId) =>
      opened(login, token, (graph) => listRecentMedia(graph, instagramUserId)),
    listStories: (login, token, instagramUserId) =>
      opened(login, token, (graph) => listStories(graph, instagramUserId)),
    createComment: (login, token, input) => opened(login, token, (graph) => createComment(graph, input)),
    listComments: (login, token, mediaId) => opened(login, token, (graph) => listComments(graph, mediaId)),
    createReply: (login, token, input) => opened(login, token, (graph) => createReply(graph, input)),
    createMentionReply: (login, token, input) =>
      opened(login, token, (graph) => createMentionReply(graph, input)),
    sendPrivateReply: (login, token, input) =>
      opened(login, token, (graph) => sendPrivateReply(graph, input)),
    setCommentHidden: (login, token, input) =>
      opened(login, token, (graph) => setCommentHidden(graph, input)),
    deleteComment: (login, token, commentId) =>
      opened(login, token, (graph) => deleteComment(graph, commentId)),
    listReplies: (login, token, input) => opened(login, token, (graph) => listReplies(graph, input)),
    readMedia: (login, token, mediaId) => opened(login, token, (graph) => readMedia(graph, mediaId)),
    listLiveMedia: (login, token, input) => opened(login, token, (graph) => listLiveMedia(graph, input)),
    listLiveStories: (login, token, input) => opened(login, token, (graph) => listLiveStories(graph, input)),
    readLiveMedia: (login, token, mediaId) => opened(login, token, (graph) => readLiveMedia(graph, mediaId)),
    switchComments: (login, token, input) => opened(login, token, (graph) => switchComments(graph, input)),
    deleteMedia: (login, token, mediaId) => opened(login, token, (graph) => deleteMedia(graph, mediaId)),
    readPublishingLimit: (login, token, instagramUserId) =>
      opened(login, token, (graph) => readPublishingLimit(graph, instagramUserId)),
    listCommentPage: (login, token, input) => opened(login, token, (graph) => listCommentPage(graph, input)),
    listReplyPage: (login, token, input) => opened(login, token, (graph) => listReplyPage(graph, input)),
    readComment: (login, token, commentId) => opened(login, token, (graph) => readComment(graph, commentId)),
    readMention: (login, token, input) => opened(login, token, (graph) => readMention(graph, input)),
    listTags: (login, token, instagramUserId) =>
      opened(login, token, (graph) => listTags(graph, instagramUserId)),
    subscribe: (login, token, input) => opened(login, token, (graph) => subscribe(graph, input)),
    readSubscription: (login, token, nodeId) =>
      opened(login, token, (graph) => readSubscription(graph, nodeId, appOf(config, login).id)),
    readAccountTotals: (login, token, ask) => opened(login, token, (graph) => readAccountTotals(graph, ask)),
    readAccountSeries: (login, token, ask) => opened(login, token, (graph) => readAccountSeries(graph, ask)),
    readDemographics: (login, token, ask) => opened(login, token, (graph) => readDemographics(graph, ask)),
    readOnlineFollowers: (login, token, ask) =>
      opened(login, token, (graph) => readOnlineFollowers(graph, ask)),
    readMediaInsights: (login, token, ask) => opened(login, token, (graph) => readMediaInsights(graph, ask)),
  };
}

function appOf(config: Config, login: Login): LoginApp {
  const app = login === 'instagram' ? config.instagramApp : config.facebookApp;
  if (!app) throw new AppError('app_misconfigured', { details: { login, reason: 'login not configured' } });
  return app;
}
