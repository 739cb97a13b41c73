import type { MailChoice, NoticeKind } from '#contract/notices.ts';
import { catalogue, type ErrorCode } from '#contract/errors.ts';
import type { Login } from '../database/index.ts';

/** What each kind of notice is made of: names and codes, never captions or messages of strangers in full. */
export interface NoticeParams {
  post_failed: { postId: string; words: string; account: string; code: string };
  post_unconfirmed: { postId: string; words: string; account: string };
  first_comment_failed: { postId: string; words: string; account: string; code: string };
  write_failed: {
    threadId: string | null;
    account: string;
    code: string;
    /** Of what was asked about something live; without a connection once the account left. Older notices know nothing of it. */
    media?: { mediaId: string; connectionId: string | null; deed: MediaDeed };
  };
  needs_reconnect: { account: string; paused: number };
  access_removed: { account: string; paused: number };
  access_ends_soon: { account: string; until: string };
  revocation_left: { account: string; login: Login; state: 'not_possible' | 'expired' };
  approval_asked: { postId: string; words: string; account: string; by: string };
  approval_given: { postId: string; words: string; account: string; by: string };
  changes_asked: { postId: string; words: string; account: string; by: string };
  assigned: { threadId: string; account: string; by: string };
}

/** What was asked about something live. */
export type MediaDeed = 'delete' | 'switch_on' | 'switch_off';

interface Words {
  title: string;
  sentence: string;
  /** Within the workspace, `/posts/…`. */
  path: string;
}

interface Kind<K extends NoticeKind> {
  words(params: NoticeParams[K]): Words;
  /** Unless a person chose otherwise. */
  mail: MailChoice;
}

const post = (postId: string) => `/posts/${postId}`;
const settings = '/settings/integrations';

/** The one place where notices are worded: fact, cause, next step. */
export const kinds: { [K in NoticeKind]: Kind<K> } = {
  post_failed: {
    mail: 'at_once',
    words: ({ postId, words, account, code }) => ({
      title: `Not published: ${words}`,
      sentence: `${sentenceOf(code)} It was meant for @${account}.`,
      path: post(postId),
    }),
  },
  post_unconfirmed: {
    mail: 'at_once',
    words: ({ postId, words, account }) => ({
      title: `Look first: ${words}`,
      sentence: `This post may be live on @${account}. Look at the account before you send it again.`,
      path: post(postId),
    }),
  },
  first_comment_failed: {
    mail: 'at_once',
    words: ({ postId, words, account, code }) => ({
      title:
        code === 'comment_unconfirmed'
          ? `Live, its first comment not confirmed: ${words}`
          : `Live without its first comment: ${words}`,
      sentence: `${sentenceOf(code)} The post itself is live on @${account}.`,
      path: post(postId),
    }),
  },
  write_failed: {
    mail: 'at_once',
    words: ({ threadId, account, code, media }) => ({
      title: media ? titleOf(media.deed, account, code) : `Not done on @${account}`,
      sentence: sentenceOf(code),
      path: media ? pathOf(media) : threadId ? `/inbox?thread=${threadId}` : '/inbox',
    }),
  },
  needs_reconnect: {
    mail: 'at_once',
    words: ({ account, paused }) => ({
      title: `@${account} needs you`,
      sentence:
        paused === 0
          ? 'Instagram asks you to connect it again.'
          : `Instagram asks you to connect it again. ${postsPaused(paused)}`,
      path: settings,
    }),
  },
  access_removed: {
    mail: 'at_once',
    words: ({ account, paused }) => ({
      title: `@${account} was removed at Instagram`,
      sentence: `Somebody took Tintype's access back there.${paused === 0 ? '' : ` ${postsPaused(paused)}`} Connect it again to go on.`,
      path: settings,
    }),
  },
  access_ends_soon: {
    mail: 'at_once',
    words: ({ account, until }) => ({
      title: `Access to @${account} ends soon`,
      sentence: `Connect it again before ${until}, and nothing stops.`,
      path: settings,
    }),
  },
  revocation_left: {
    mail: 'at_once',
    words: ({ account, login, state }) => {
      const door = login === 'facebook' ? 'Facebook' : 'Instagram';
      const why =
        state === 'expired'
          ? `${door} did not confirm within 24 hours that access was taken back.`
          : `${door} offers no way to take access back from here.`;
      return {
        title: `One step is left for @${account}, at ${door}`,
        sentence: `It is disconnected here. ${why} Remove Tintype there yourself.`,
        path: settings,
      };
    },
  },
  approval_asked: {
    mail: 'at_once',
    words: ({ postId, words, account, by }) => ({
      title: `${by} asks for your approval: ${words}`,
      sentence: `The post is for @${account}.`,
      path: post(postId),
    }),
  },
  approval_given: {
    mail: 'digest',
    words: ({ postId, words, account, by }) => ({
      title: `${by} approved: ${words}`,
      sentence: `The post is for @${account}.`,
      path: post(postId),
    }),
  },
  changes_asked: {
    mail: 'at_once',
    words: ({ postId, words, account, by }) => ({
      title: `${by} asks for changes: ${words}`,
      sentence: `The post is for @${account}. It is a draft again.`,
      path: post(postId),
    }),
  },
  assigned: {
    mail: 'digest',
    words: ({ threadId, account, by }) => ({
      title: `${by} gave you a conversation`,
      sentence: `It is on @${account}.`,
      path: `/inbox?thread=${threadId}`,
    }),
  },
};

export const noticeKinds = Object.keys(kinds) as NoticeKind[];

/** The words of a stored notice. */
export function wordsOf(kind: NoticeKind, params: unknown): Words {
  return (kinds[kind].words as (params: unknown) => Words)(params);
}

function titleOf(deed: MediaDeed, account: string, code: string): string {
  const isUnknown = code === 'write_unconfirmed';
  if (deed === 'delete')
    return isUnknown
      ? `Deleting a post of @${account} not confirmed`
      : `A post of @${account} was not deleted from Instagram`;
  const where = deed === 'switch_on' ? 'on' : 'off';
  return isUnknown
    ? `Switching comments ${where} not confirmed for a post of @${account}`
    : `Comments not switched ${where} for a post of @${account}`;
}

function pathOf({ connectionId, mediaId }: { connectionId: string | null; mediaId: string }): string {
  return connectionId === null ? '/media' : `/media/${connectionId}/${mediaId}`;
}

function postsPaused(paused: number): string {
  return paused === 1 ? '1 scheduled post is paused.' : `${paused} scheduled posts are paused.`;
}

function sentenceOf(code: string): string {
  return code in catalogue ? catalogue[code as ErrorCode].message : 'Instagram refused it.';
}
