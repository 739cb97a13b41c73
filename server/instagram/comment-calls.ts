import type { Login } from '../database/index.ts';
import type { Comment, Confirmed, Token, Written } from './instagram.ts';

/** What the client says to Meta in answer to comments, and how it looks whether it was said; a part of `Instagram`. */
export interface CommentCalls {
  /** Answers a comment of the first level. */
  createReply(login: Login, token: Token, input: { commentId: string; text: string }): Promise<Written>;
  /** Answers where the account was named: a comment, or the caption of a media. */
  createMentionReply(
    login: Login,
    token: Token,
    input: { instagramUserId: string; mediaId: string; commentId?: string | undefined; text: string },
  ): Promise<Written>;
  /** Once for each comment, within seven days. Throws `already_replied_privately`, `message_window_closed`. */
  sendPrivateReply(
    login: Login,
    token: Token,
    input: { instagramUserId: string; commentId: string; text: string },
  ): Promise<Written>;
  /** Safe to repeat. */
  setCommentHidden(
    login: Login,
    token: Token,
    input: { commentId: string; isHidden: boolean },
  ): Promise<Confirmed>;
  /** For ever, with its answers. */
  deleteComment(login: Login, token: Token, commentId: string): Promise<Confirmed>;
  /** A page of at most 50, in an order that Meta does not document. `after` is a page's `next`. */
  listReplies(
    login: Login,
    token: Token,
    input: { commentId: string; after?: string | undefined },
  ): Promise<{ comments: Comment[]; next: string | undefined }>;
}
