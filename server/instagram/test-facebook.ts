import { demoApp } from '../../simulator/index.ts';
import type { AccessToken } from '../vault/index.ts';
import type { Page } from './instagram.ts';
import { walkFacebookDialog, type FacebookChoice } from '../test-facebook-dialog.ts';
import { setStage, state, type Stage } from './test-instagram.ts';

/*
 * What the contract tests of Facebook's door build with: the stage, and a person who has been through its dialog.
 */

export const facebookRedirectUri = 'http://127.0.0.1:4200/oauth/facebook/callback';

export interface FacebookStage extends Stage {
  /** Through the dialog; answers the query that Facebook sends back. */
  consentByFacebook: (choice?: Partial<FacebookChoice>) => Promise<URLSearchParams>;
  /** A person's token of sixty days. */
  grant: (choice?: Partial<FacebookChoice>) => Promise<AccessToken>;
  /** The Page behind an account, with its token. */
  pageOf: (instagramUserId: string) => Promise<Page & { account: NonNullable<Page['account']> }>;
  /** Scripts what goes wrong with the next call to a path of graph.facebook.com. */
  breakFacebook: (path: string, fault: Record<string, unknown>) => Promise<unknown>;
}

/** The demo's world, with an app that serves both doors and takes no unsigned call at Facebook's. */
export async function setFacebookStage(env: Record<string, string> = {}): Promise<FacebookStage> {
  const stage = await setStage({ FACEBOOK_APP_ID: demoApp.id, FACEBOOK_APP_SECRET: demoApp.secret, ...env });
  await stage.control('PUT', `/apps/${demoApp.id}`, {
    redirectUris: [facebookRedirectUri],
    flags: { requireSecretProof: true, containerSeconds: 0 },
  });
  const { instagram } = stage;

  const consentByFacebook = async (choice: Partial<FacebookChoice> = {}) => {
    const authorizeUrl = instagram.authorizeUrl({
      login: 'facebook',
      state,
      redirectUri: facebookRedirectUri,
      forceReauth: true,
    });
    const back = await walkFacebookDialog(fetch, authorizeUrl, { person: 'marta', ...choice });
    return new URL(back).searchParams;
  };
  const grant = async (choice: Partial<FacebookChoice> = {}) => {
    const callback = await consentByFacebook(choice);
    const { token } = await instagram.exchangeCode({
      login: 'facebook',
      callback,
      state,
      redirectUri: facebookRedirectUri,
    });
    return instagram.extendToken(token);
  };
  return {
    ...stage,
    consentByFacebook,
    grant,
    async pageOf(instagramUserId) {
      for (const page of await instagram.listPages(await grant()))
        if (page.account?.instagramUserId === instagramUserId) return { ...page, account: page.account };
      throw new Error(`No Page leads to ${instagramUserId}.`);
    },
    breakFacebook: (path, fault) =>
      stage.control('POST', '/faults', { host: 'graph.facebook.com', path, ...fault }),
  };
}
