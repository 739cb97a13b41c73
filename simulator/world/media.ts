/** What is published and the staging objects it is made from. Instants are unix milliseconds on the world's clock. */

export type UserTag = { username: string; x?: number; y?: number };

export type Container = {
  id: string;
  appId: string;
  accountId: string;
  kind: 'image';
  imageUrl: string;
  caption?: string;
  altText?: string;
  userTags?: UserTag[];
  /** What was decided, not what a read says: IN_PROGRESS turns FINISHED at `finishesAt` and EXPIRED at `expiresAt` by the clock alone. */
  statusCode: 'IN_PROGRESS' | 'ERROR' | 'PUBLISHED';
  /** The 7-digit subcode in the status sentence, when `statusCode` is ERROR. */
  errorSubcode?: number;
  createdAt: number;
  finishesAt: number;
  expiresAt: number;
  pictureId?: string;
  /** Set with PUBLISHED. */
  mediaId?: string;
};

export type Media = {
  id: string;
  /** The older numeric id, field `ig_id`. */
  igId: string;
  shortcode: string;
  accountId: string;
  /** The carousel it is a child of. A child is reached through its parent and stands in no list of the account. */
  parentId?: string;
  appId: string;
  containerId: string;
  mediaType: 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM';
  /** A STORY is live for 24 hours and stands in `stories`, never in `media`. */
  mediaProductType: 'FEED' | 'REELS' | 'STORY';
  caption?: string;
  altText?: string;
  userTags?: UserTag[];
  /** The picture, the cover of a video, or of a carousel that of its first child. */
  pictureId: string;
  /** Of a video, with fractions. */
  durationSeconds?: number;
  publishedAt: number;
  /** Likes and comments that are not the seeded audience's. */
  likeCount: number;
  commentsCount: number;
  isCommentEnabled: boolean;
};
