/*
 * What the tests here use of clients that come without types. They are loaded as they lie in the registry; these lines describe
 * them and change nothing.
 */

declare module 'facebook-nodejs-business-sdk' {
  export type Params = Record<string, unknown>;

  export class FacebookAdsApi {
    static init(accessToken: string, locale?: string, crashLog?: boolean): FacebookAdsApi;
    call(method: string, path: string | string[], params?: Params): Promise<Record<string, unknown>>;
  }

  /** A page of an edge that loads the next one into itself. */
  export interface Cursor<Node> extends Array<Node> {
    hasNext(): boolean;
    next(): Promise<Cursor<Node>>;
    hasPrevious(): boolean;
    previous(): Promise<Cursor<Node>>;
  }

  class CrudObject {
    constructor(id: string | null, data?: Params, parentId?: string, api?: FacebookAdsApi);
    id: string;
    _data: Params;
    get(fields: string[], params?: Params): Promise<this>;
    update(fields: string[], params?: Params): Promise<unknown>;
    delete(fields: string[], params?: Params): Promise<unknown>;
  }

  export class User extends CrudObject {
    getAccounts(fields: string[], params?: Params): Promise<Cursor<Page>>;
    getPermissions(fields: string[], params?: Params): Promise<Cursor<CrudObject>>;
  }
  export class Page extends CrudObject {}
  export class IGUser extends CrudObject {
    getMedia(fields: string[], params?: Params): Promise<Cursor<IGMedia>>;
    getStories(fields: string[], params?: Params): Promise<Cursor<IGMedia>>;
    getInsights(fields: string[], params?: Params): Promise<Cursor<CrudObject>>;
    getContentPublishingLimit(fields: string[], params?: Params): Promise<Cursor<CrudObject>>;
    createMedia(fields: string[], params?: Params): Promise<IGMedia>;
    createMediaPublish(fields: string[], params?: Params): Promise<IGMedia>;
  }
  export class IGMedia extends CrudObject {
    getComments(fields: string[], params?: Params): Promise<Cursor<IGComment>>;
    getChildren(fields: string[], params?: Params): Promise<Cursor<IGMedia>>;
    getInsights(fields: string[], params?: Params): Promise<Cursor<CrudObject>>;
    createComment(fields: string[], params?: Params): Promise<IGComment>;
  }
  export class IGComment extends CrudObject {
    getReplies(fields: string[], params?: Params): Promise<Cursor<IGComment>>;
    createReply(fields: string[], params?: Params): Promise<IGComment>;
  }

  export class FacebookAdsApiBatch {
    constructor(api: FacebookAdsApi);
    add(
      method: string,
      path: string[],
      params: Params,
      files: undefined,
      success: (answer: { body: unknown }) => void,
      failure: (answer: { error: { message: string } }) => void,
    ): void;
    execute(): Promise<unknown>;
  }
}

declare module 'passport-facebook' {
  export type Profile = {
    provider: string;
    id: string;
    username?: string;
    accountType?: string;
    displayName?: string;
  };
  export type Options = {
    clientID: string;
    clientSecret: string;
    callbackURL: string;
    graphAPIVersion?: string;
    enableProof?: boolean;
    profileFields?: string[];
  };
  type Verify = (
    accessToken: string,
    refreshToken: unknown,
    profile: Profile,
    done: (error: unknown, user: unknown) => void,
  ) => void;

  /** Passport gives a strategy the four functions to end with. */
  export class Strategy {
    constructor(options: Options, verify: Verify);
    authenticate(
      request: { query: Record<string, string> },
      options: { scope?: string[]; state?: string },
    ): void;
    redirect: (url: string) => void;
    success: (user: { accessToken: string; profile: Profile }) => void;
    fail: (challenge: unknown, status?: number) => void;
    error: (error: Error) => void;
  }
}

declare module 'passport-instagram-graph' {
  export { Strategy } from 'passport-facebook';
}
