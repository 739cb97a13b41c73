/** Direct messages. Instants are unix milliseconds on the world's clock. */

/** What passed between a professional account and one other person. */
export type Conversation = {
  /** Opaque text in the form Meta's have. */
  id: string;
  accountId: string;
  /** `${accountId}:${participantId}` */
  pair: string;
  /** Instagram-scoped id of the other person. */
  participantId: string;
  participantUsername: string;
  updatedAt: number;
  /** When they last wrote: opens the window in which the account may answer. Absent while only the account has written. */
  heardAt?: number;
  /** When the account last wrote: until then it is a request, which vanishes when nobody writes for 30 days. */
  answeredAt?: number;
  /** Up to when they have read; absent before the first time. */
  seenAt?: number;
};

export type Attachment = {
  type: 'image' | 'video' | 'audio' | 'file' | 'share' | 'like_heart';
  url?: string;
};

export type Reaction = { fromId: string; username: string; reaction: string; emoji: string };

export type Message = {
  /** The `mid`, opaque text. */
  id: string;
  conversationId: string;
  accountId: string;
  /** Instagram-scoped id of who wrote it; the account's own id for what it sent. */
  fromId: string;
  text?: string;
  attachments?: Attachment[];
  /** The comment that it is the private reply to. */
  commentId?: string;
  /** The message that it answers. */
  replyToId?: string;
  reactions?: Reaction[];
  createdAt: number;
};
