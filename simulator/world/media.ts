/** What is published and the staging objects it is made from. Instants are unix milliseconds on the world's clock. */

/** A person marked on a media; x and y are fractions of width and height from the left and the top. */
export type UserTag = { username: string; x?: number; y?: number };

/** A product of the shop marked on a media; a video has no positions. */
export type ProductTag = { productId: string; x?: number; y?: number };

/** The shapes that can be made. A child stands in a carousel and nowhere else. */
export type ContainerKind =
  | 'image'
  | 'image_child'
  | 'reel'
  | 'video_child'
  | 'image_story'
  | 'video_story'
  | 'carousel';

/** What a client wants of a media, beyond its bytes: said of the container, and true of the media made from it. */
export type MediaWish = {
  caption?: string;
  altText?: string;
  /** A Page with a place. */
  locationId?: string;
  userTags?: UserTag[];
  /** Usernames asked to appear as authors. */
  collaborators?: string[];
  productTags?: ProductTag[];
  /** Milliseconds into the video at which the cover is taken. */
  thumbOffsetMs?: number;
  /** The name given to the sound of a reel. */
  audioName?: string;
  audio?: { audioId: string; audioVolume: number; videoVolume: number };
  /** False: in the tab of reels alone. */
  isSharedToFeed?: boolean;
  /** A trial reel is shown to non-followers until it graduates. */
  trial?: 'MANUAL' | 'SS_PERFORMANCE';
  /** Accounts of brands behind a paid partnership. */
  sponsorIds?: string[];
  isPaidPartnership?: boolean;
  isAiGenerated?: boolean;
};

/** How far a resumable upload has come. `sizeBytes` is known from its first part. */
export type Upload = {
  state: 'not_started' | 'in_progress' | 'complete' | 'error';
  bytesTransferred: number;
  sizeBytes?: number;
};

export type Container = MediaWish & {
  id: string;
  appId: string;
  accountId: string;
  kind: ContainerKind;
  imageUrl?: string;
  videoUrl?: string;
  coverUrl?: string;
  /** Containers of a carousel's children, in order. */
  childIds?: string[];
  /** With `upload_type=resumable`. */
  upload?: Upload;
  /**
   * What was decided, not what a read says: IN_PROGRESS turns FINISHED when its processing is over and EXPIRED at `expiresAt`,
   * by the clock alone.
   */
  statusCode: 'IN_PROGRESS' | 'ERROR' | 'PUBLISHED';
  /** The 7-digit subcode in the status sentence, when `statusCode` is ERROR. */
  errorSubcode?: number;
  createdAt: number;
  /**
   * How long Meta works on it, from when it was made; on a carousel, from when its last child was ready. Absent while the bytes of a
   * video are still to come.
   */
  processingMs?: number;
  expiresAt: number;
  /** The picture, or the cover of a video. */
  pictureId?: string;
  videoId?: string;
  /** The pictures of a carousel's children as they are shown in it, cut to the ratio of the first; by child container. */
  croppedPictureIds?: Record<string, string>;
  /** What Meta's copyright check found, when it is over. */
  hasCopyrightMatches?: boolean;
  /** What it became. */
  mediaId?: string;
  /** When it counted against the publishing limit; a child does not count. */
  publishedAt?: number;
};

export type Media = MediaWish & {
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
  /** The picture, the cover of a video, or of a carousel that of its first child. */
  pictureId: string;
  videoId?: string;
  /** Of a video, with fractions. */
  durationSeconds?: number;
  hasSound?: boolean;
  /** Meta found other people's music or pictures in it. */
  hasCopyrightMatches?: boolean;
  publishedAt: number;
  /** When it comes to stand in lists; absent: at once. */
  listedAt?: number;
  /** Likes and comments that are not the seeded audience's. */
  likeCount: number;
  commentsCount: number;
  isCommentEnabled: boolean;
};

/** What is known of a kept video; its bytes are in pieces, read with `readVideoBytes`. */
export type Video = {
  id: string;
  contentType: 'video/mp4' | 'video/quicktime';
  sizeBytes: number;
  width: number;
  height: number;
  durationSeconds: number;
  hasSound: boolean;
  keptAt: number;
};
