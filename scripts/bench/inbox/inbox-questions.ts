import { countThreads, listThreads, readThread } from '../../../server/comments/index.ts';
import type { Context, Member } from '../../../server/context.ts';
import { cursorOf } from '../../../server/page-cursor.ts';
import {
  connectionOf,
  giantThread,
  threadId,
  threadsOf,
  userId,
  workspaceId,
  type InboxSize,
} from './fill-inbox.ts';

/** Something the inbox asks of the database, with the indexes of which one is meant to answer it. */
export interface InboxQuestion {
  name: string;
  index: string[];
  /** `draw` is a number from 0 to 1: whose threads are asked for. */
  ask(ctx: Context, size: InboxSize, draw: number): Promise<unknown>;
}

export const member: Member = {
  userId,
  userName: 'Ada',
  sessionId: userId,
  workspaceId,
  workspaceSlug: 'inbox',
  role: 'owner',
};
type Query = Parameters<typeof listThreads>[2];
const list = (ctx: Context, query: Partial<Query>) =>
  listThreads(ctx, member, { view: 'open', limit: 50, ...query });
/** The place in the list that a person reached by paging through a share of all. */
const placeAt = ({ comments }: InboxSize, draw: number) =>
  cursorOf({
    at: new Date(Date.now() - threadsOf({ comments }) * 20_000 * draw)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, '+00'),
    id: threadId(0xffffffff),
  });
const account = (draw: number) => connectionOf(Math.floor(draw * 50));
const words = ['inbox_threads_all_idx', 'comments_words_idx', 'inbox_threads_open_idx'];

export const inboxQuestions: InboxQuestion[] = [
  { name: 'open, first page', index: ['inbox_threads_open_idx'], ask: (ctx) => list(ctx, {}) },
  {
    name: 'open, a page far down',
    index: ['inbox_threads_open_idx'],
    ask: (ctx, size, draw) => list(ctx, { after: placeAt(size, draw) }),
  },
  {
    name: 'open of one account',
    index: ['inbox_threads_account_open_idx'],
    ask: (ctx, _, draw) => list(ctx, { connection: account(draw) }),
  },
  {
    name: 'waiting for an answer',
    index: ['inbox_threads_waiting_idx'],
    ask: (ctx) => list(ctx, { unanswered: 'true' }),
  },
  { name: 'given to me', index: ['inbox_threads_mine_idx'], ask: (ctx) => list(ctx, { view: 'mine' }) },
  { name: 'done', index: ['inbox_threads_done_idx'], ask: (ctx) => list(ctx, { view: 'done' }) },
  {
    name: 'done of one account',
    index: ['inbox_threads_account_idx', 'inbox_threads_done_idx'],
    ask: (ctx, _, draw) => list(ctx, { view: 'done', connection: account(draw) }),
  },
  { name: 'hidden', index: ['inbox_threads_hidden_idx'], ask: (ctx) => list(ctx, { view: 'hidden' }) },
  { name: 'looks like spam', index: ['inbox_threads_spam_idx'], ask: (ctx) => list(ctx, { view: 'spam' }) },
  {
    name: 'mentions',
    index: ['inbox_threads_kind_idx'],
    ask: (ctx) => list(ctx, { view: 'all', kind: 'mention' }),
  },
  {
    name: 'under one media',
    index: ['inbox_threads_media_idx'],
    ask: (ctx, _, draw) => list(ctx, { view: 'all', media: `9${1 + Math.floor(draw * 1999)}` }),
  },
  { name: 'all, first page', index: ['inbox_threads_all_idx'], ask: (ctx) => list(ctx, { view: 'all' }) },
  {
    name: 'search for a frequent word',
    index: words,
    ask: (ctx) => list(ctx, { view: 'all', search: 'lovely' }),
  },
  {
    name: 'search for a rare word',
    index: words,
    ask: (ctx) => list(ctx, { view: 'all', search: 'rare123' }),
  },
  {
    name: 'search for the beginning of a name',
    index: words,
    ask: (ctx, _, draw) => list(ctx, { view: 'all', search: `stranger.${Math.floor(draw * 9000)}` }),
  },
  {
    name: 'search for a word that only one said',
    index: words,
    ask: (ctx, size, draw) =>
      list(ctx, { view: 'all', search: `cup word${Math.floor(draw * threadsOf(size))}` }),
  },
  {
    name: 'search for what nobody said',
    index: words,
    ask: (ctx) => list(ctx, { view: 'all', search: 'zzzz' }),
  },
  { name: 'search among the open', index: words, ask: (ctx) => list(ctx, { search: 'rare123' }) },
  {
    name: 'search for an emoji',
    index: ['comments_words_idx'],
    ask: (ctx) => list(ctx, { view: 'all', search: '🌊' }),
  },
  {
    name: 'search for a rare word in a script without spaces',
    index: ['comments_words_idx'],
    ask: (ctx) => list(ctx, { view: 'all', search: '送料' }),
  },
  {
    name: 'search for a frequent word in a script without spaces',
    index: words,
    ask: (ctx) => list(ctx, { view: 'all', search: 'いくら' }),
  },
  {
    name: 'counts',
    index: ['inbox_threads_open_idx', 'inbox_threads_mine_idx'],
    ask: (ctx) => countThreads(ctx, member),
  },
  {
    name: 'one conversation',
    index: ['comments_thread_idx'],
    ask: (ctx, size, draw) =>
      readThread(ctx, workspaceId, threadId(2 + Math.floor(draw * (threadsOf(size) - 3)))),
  },
  {
    name: 'a conversation of 50,000 answers',
    index: ['comments_thread_idx'],
    ask: (ctx) => readThread(ctx, workspaceId, giantThread),
  },
];
