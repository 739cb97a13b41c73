import type { Account, App, Code, Grant, Person, Picture, Session, Token } from './entities.ts';
import { type ClockSetting, readClock } from './clock.ts';
import { drawBytes, drawDigits, drawText, traceTexts } from './mint.ts';
import type {
  Business,
  FacebookCode,
  FacebookGrant,
  FacebookSession,
  FacebookToken,
  Page,
  PageRole,
} from './facebook.ts';
import type { Happening } from '../webhooks/happening.ts';
import type { Collaboration } from './collaboration.ts';
import type { Settlement } from './audience.ts';
import type { CallBudget } from './budget.ts';
import type { Comment } from './comment.ts';
import type { Conversation, Message } from './conversation.ts';
import type { Follow, Like } from './engagement.ts';
import { type Hashtag, type HashtagSearch, hashtagsIn } from './hashtag.ts';
import type { TesterInvite } from './tester-invite.ts';
import type { Container, Media, Video } from './media.ts';
import type { MessengerProfile } from './messenger-profile.ts';
import type { Quota } from './quota.ts';
import { createShelf, type Indexes, type Shelf, type ShelfInside } from './shelf.ts';
import type { Delivery, WebhookUpdate } from './webhook.ts';
import { type ChangedEntity, openMemory, openStore, type StoredEntity, type StoredFile } from './store.ts';

/**
 * The simulated Instagram's whole state. Change it only by `put`, and make the changes that belong together without an `await`
 * between them: `commit` writes everything put so far in one transaction, and every answered request commits first.
 */
export type World = {
  readonly apps: Shelf<App>;
  readonly people: Shelf<Person>;
  readonly accounts: Shelf<Account, 'username' | 'personId'>;
  readonly grants: Shelf<Grant, 'accountId'>;
  readonly codes: Shelf<Code, 'accountId'>;
  readonly tokens: Shelf<Token, 'accountId'>;
  readonly sessions: Shelf<Session>;
  readonly containers: Shelf<Container, 'accountId'>;
  /** By account: what stands alone, without the children of carousels. */
  readonly media: Shelf<Media, 'accountId' | 'shortcode' | 'parentId' | 'tagged' | 'hashtag'>;
  readonly collaborations: Shelf<Collaboration, 'mediaId' | 'accountId'>;
  readonly hashtags: Shelf<Hashtag>;
  /** Calls counted against limits of single edges. */
  readonly quotas: Shelf<Quota>;
  readonly hashtagSearches: Shelf<HashtagSearch, 'accountId'>;
  /** By media: all of them, replies too; by `topOf`: those of a media that are no replies; by parent: its replies. */
  readonly comments: Shelf<Comment, 'mediaId' | 'topOf' | 'parentId'>;
  readonly conversations: Shelf<Conversation, 'accountId' | 'pair' | 'participantId'>;
  readonly messengerProfiles: Shelf<MessengerProfile>;
  readonly messages: Shelf<Message, 'conversationId' | 'commentId'>;
  /** What webhooks have to tell. */
  readonly happenings: Shelf<Happening>;
  /** How many calls are taken of whom; none by default. */
  readonly budgets: Shelf<CallBudget>;
  /** What waits to be put into a delivery. */
  readonly webhookUpdates: Shelf<WebhookUpdate>;
  /** Webhooks and callbacks, sent or waiting to be. */
  readonly deliveries: Shelf<Delivery, 'state'>;
  readonly likes: Shelf<Like, 'targetId'>;
  readonly follows: Shelf<Follow, 'accountId'>;
  readonly testerInvites: Shelf<TesterInvite, 'username' | 'appId'>;
  /** By media: what of its audience has become part of the world. */
  readonly settlements: Shelf<Settlement>;
  readonly pictures: Shelf<Picture>;
  readonly videos: Shelf<Video>;
  readonly pages: Shelf<Page, 'accountId' | 'businessId'>;
  readonly pageRoles: Shelf<PageRole, 'personId' | 'pageId'>;
  readonly businesses: Shelf<Business>;
  readonly facebookGrants: Shelf<FacebookGrant, 'personId' | 'userId'>;
  readonly facebookCodes: Shelf<FacebookCode, 'personId'>;
  readonly facebookTokens: Shelf<FacebookToken, 'personId'>;
  readonly facebookSessions: Shelf<FacebookSession>;
  /** The string all ids and tokens derive from. */
  readonly seed: string;
  /** Unix milliseconds on the world's clock. */
  now(): number;
  readonly clock: ClockSetting;
  setClock(change: (setting: ClockSetting, wallMs: number) => ClockSetting): void;
  putPicture(picture: Picture, bytes: Uint8Array): Picture;
  readPictureBytes(id: string): Uint8Array | undefined;
  /** Bytes without an entity of their own, such as the pieces of a video. */
  putFile(id: string, bytes: Uint8Array): void;
  readFile(id: string): Uint8Array | undefined;
  /** Forgets a file, or the bytes of a picture. */
  removeFile(id: string): void;
  /** The next id of a kind: `prefix` and `length` digits. */
  nextId(kind: string, prefix: string, length: number): string;
  /** The next url-safe text of a kind. */
  nextText(kind: string, length: number): string;
  /** A number of the world in [0, 1) that belongs to `purpose`: always the same one. */
  share(purpose: string): number;
  /** A trace id. Not kept: a read that fails writes nothing. */
  nextTraceId(): string;
  commit(): void;
  /** All that is kept, for a snapshot. */
  list(): WorldContent;
  /**
   * Puts the content of a snapshot in the place of everything, durable when this returns; the clock goes on from the instant it had
   * then. Throws, with a sentence and nothing changed, when something in it could not be kept.
   */
  replace(content: WorldContent): void;
  /** Forgets everything, on disk too. The clock goes back to wall time. */
  erase(): void;
  close(): void;
};

export type WorldOptions = { dataDir?: string; seed: string; wallNow: () => number };

/** A world by itself: what was put into it, in the order it was first put, and what ids and time go on from. */
export type WorldContent = {
  seed: string;
  counter: number;
  now: number;
  isFrozen: boolean;
  entities: Iterable<{ kind: string; json: string }>;
  files: Iterable<{ id: string; bytes: Uint8Array }>;
};

/** `seed`: of the snapshot that the world came from, where it is not the one it was opened with. */
type WorldState = { id: 'state'; counter: number; clock: ClockSetting; seed?: string };
const freshState: WorldState = { id: 'state', counter: 0, clock: { offsetMs: 0 } };

const byAccount = { accountId: (entity: { accountId: string }) => entity.accountId };
const byPerson = { personId: (entity: { personId: string }) => entity.personId };

/** Opens the world in `dataDir` as it was after its last answered request, or an empty one in memory. */
export function openWorld({ dataDir, seed, wallNow }: WorldOptions): World {
  const store = dataDir === undefined ? openMemory() : openStore(dataDir);
  const insides: ShelfInside[] = [];
  const pendingFiles: Map<string, StoredFile> = new Map();
  let nextTrace: (() => string) | undefined;

  function shelf<T, Index extends string = never>(
    kind: string,
    idOf: (entity: T) => string,
    indexes?: Indexes<NoInfer<T>, Index>,
  ): Shelf<T, Index> {
    const made = createShelf(kind, idOf, indexes);
    insides.push(made.inside);
    return made.shelf;
  }

  const state = shelf<WorldState>('state', (entity) => entity.id);
  const readState = () => state.get('state') ?? freshState;
  const readSeed = () => readState().seed ?? seed;

  function countUp(): number {
    const counter = readState().counter + 1;
    state.put({ ...readState(), counter });
    return counter;
  }

  const world: World = {
    apps: shelf('app', (app) => app.id),
    people: shelf('person', (person) => person.id),
    accounts: shelf('account', (account) => account.id, {
      username: (account) => account.username.toLowerCase(),
      personId: (account) => account.personId,
    }),
    grants: shelf('grant', (grant) => grant.id, byAccount),
    codes: shelf('code', (code) => code.value, byAccount),
    tokens: shelf('token', (token) => token.value, byAccount),
    sessions: shelf('session', (session) => session.id),
    containers: shelf('container', (container) => container.id, byAccount),
    media: shelf('media', (media) => media.id, {
      accountId: (media) => (media.parentId === undefined ? media.accountId : undefined),
      shortcode: (media) => media.shortcode,
      parentId: (media) => media.parentId,
      tagged: (media) => media.userTags?.map(({ username }) => username.toLowerCase()),
      hashtag: (media) => (media.mediaProductType === 'STORY' ? undefined : hashtagsIn(media.caption)),
    }),
    collaborations: shelf('collaboration', (collaboration) => collaboration.id, {
      ...byAccount,
      mediaId: (collaboration) => collaboration.mediaId,
    }),
    hashtags: shelf('hashtag', (hashtag) => hashtag.id),
    quotas: shelf('quota', (quota) => quota.id),
    hashtagSearches: shelf('hashtag_search', (search) => search.id, byAccount),
    comments: shelf('comment', (comment) => comment.id, {
      mediaId: (comment) => comment.mediaId,
      topOf: (comment) => (comment.parentId === undefined ? comment.mediaId : undefined),
      parentId: (comment) => comment.parentId,
    }),
    conversations: shelf('conversation', (conversation) => conversation.id, {
      ...byAccount,
      pair: (conversation) => conversation.pair,
      participantId: (conversation) => conversation.participantId,
    }),
    messengerProfiles: shelf('messenger_profile', (profile) => profile.accountId),
    messages: shelf('message', (message) => message.id, {
      conversationId: (message) => message.conversationId,
      commentId: (message) => message.commentId,
    }),
    happenings: shelf('happening', (happening) => happening.id),
    budgets: shelf('budget', (budget) => budget.id),
    webhookUpdates: shelf('webhook_update', (update) => update.id),
    deliveries: shelf('delivery', (delivery) => delivery.id, { state: (delivery) => delivery.state }),
    likes: shelf('like', (like) => like.id, { targetId: (like) => like.targetId }),
    follows: shelf('follow', (follow) => follow.id, byAccount),
    testerInvites: shelf('tester_invite', (invite) => invite.id, {
      username: (invite) => invite.username,
      appId: (invite) => invite.appId,
    }),
    settlements: shelf('settlement', (settlement) => settlement.mediaId),
    pictures: shelf('picture', (picture) => picture.id),
    videos: shelf('video', (video) => video.id),
    pages: shelf('page', (page) => page.id, {
      accountId: (page) => page.accountId,
      businessId: (page) => page.businessId,
    }),
    pageRoles: shelf('page_role', (role) => role.id, { ...byPerson, pageId: (role) => role.pageId }),
    businesses: shelf('business', (business) => business.id),
    facebookGrants: shelf('facebook_grant', (grant) => grant.id, {
      ...byPerson,
      userId: (grant) => grant.userId,
    }),
    facebookCodes: shelf('facebook_code', (code) => code.value, byPerson),
    facebookTokens: shelf('facebook_token', (token) => token.value, byPerson),
    facebookSessions: shelf('facebook_session', (session) => session.id),
    get seed() {
      return readSeed();
    },
    now: () => readClock(readState().clock, wallNow()),
    get clock() {
      return readState().clock;
    },
    setClock: (change) => {
      state.put({ ...readState(), clock: change(readState().clock, wallNow()) });
    },
    putPicture(picture, bytes) {
      world.putFile(picture.id, bytes);
      return world.pictures.put(picture);
    },
    readPictureBytes: (id) => world.readFile(id),
    putFile(id, bytes) {
      pendingFiles.set(id, { id, bytes });
    },
    readFile: (id) => (pendingFiles.get(id) ?? { bytes: store.readFile(id) }).bytes,
    removeFile(id) {
      pendingFiles.set(id, { id, bytes: undefined });
    },
    nextId: (kind, prefix, length) => drawDigits(readSeed(), `${kind}:${countUp()}`, prefix, length),
    nextText: (kind, length) => drawText(readSeed(), `${kind}:${countUp()}`, length),
    share: (purpose) => drawBytes(readSeed(), `share:${purpose}`, 4).readUInt32BE() / 2 ** 32,
    nextTraceId() {
      nextTrace ??= traceTexts(readSeed());
      return `A${nextTrace()}`;
    },
    commit() {
      const entities: ChangedEntity[] = [];
      for (const inside of insides) {
        if (!inside.isChanged()) continue;
        // In memory the shelf is all there is: nobody would read the JSON.
        if (!store.keepsEntities) inside.forgetChanges();
        else for (const change of inside.takeChanges()) entities.push({ kind: inside.kind, ...change });
      }
      if (entities.length === 0 && pendingFiles.size === 0) return;
      const files = [...pendingFiles.values()];
      pendingFiles.clear();
      store.write({ entities, files });
    },
    list() {
      world.commit();
      const { counter, clock } = readState();
      const kept = insides.filter(({ kind }) => kind !== state.kind);
      return {
        seed: readSeed(),
        counter,
        now: world.now(),
        isFrozen: clock.frozenAtMs !== undefined,
        entities: kept
          .values()
          .flatMap((inside) => Iterator.from(inside.listJson()).map((json) => ({ kind: inside.kind, json }))),
        files: store.listFileIds().values().map(readStored),
      };
    },
    replace({ seed: from, counter, now, isFrozen, ...content }) {
      const entities = Array.from(content.entities, ({ kind, json }) => judgeEntity(kind, json));
      const clock = { offsetMs: now - wallNow(), ...(isFrozen && { frozenAtMs: now }) };
      const fresh: WorldState = { id: 'state', counter, clock, seed: from };
      entities.push({ kind: state.kind, id: fresh.id, json: JSON.stringify(fresh) });
      store.replace({ entities, files: content.files });
      forget();
      for (const { kind, json } of entities) insideOf.get(kind)?.load(json);
    },
    erase() {
      forget();
      store.erase();
    },
    close: () => store.close(),
  };

  const insideOf = new Map(insides.map((inside) => [inside.kind, inside]));
  for (const { kind, json } of store.loadEntities()) insideOf.get(kind)?.load(json);
  return world;

  function forget(): void {
    insides.forEach((inside) => inside.clear());
    pendingFiles.clear();
    nextTrace = undefined;
  }

  function readStored(id: string): { id: string; bytes: Uint8Array } {
    return { id, bytes: store.readFile(id) ?? new Uint8Array() };
  }

  function judgeEntity(kind: string, json: string): StoredEntity {
    const inside = kind === state.kind ? undefined : insideOf.get(kind);
    if (inside === undefined) throw new Error(`There is no kind ${kind}.`);
    return { kind, id: inside.judge(json), json };
  }
}
