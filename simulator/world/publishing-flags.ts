/** Flags of an app that decide what publishing does where Meta's documents, its answers and public reports disagree or are silent. */
export type PublishingFlags = {
  /** Seconds a container stays IN_PROGRESS. Absent: drawn from its id, for a video by its size too. */
  containerSeconds?: number;
  /** A second `media_publish` of one container: refused with 24/2207006, the same id again, or a second post. */
  secondPublish: 'refuse' | 'same' | 'again';
  /** Posts per account in a rolling 24 hours. */
  publishingLimit: number;
  /** Containers per account in a rolling 24 hours. */
  containerLimit: number;
  /** What an expired container answers to `media_publish`: 24/2207008 or -2/2207020. */
  expiredPublish: 'unknown' | 'expired';
  /** Share of containers that answer 24/2207006 in the first two seconds after they are FINISHED. */
  publishRaceShare: number;
  /** What becomes of the containers of a carousel's children when it is published. */
  childrenOfPublished: 'published' | 'finished';
  /** Seconds until a published media stands in lists. */
  publishLagSeconds: number;
  /** `upload_type=resumable` on graph.instagram.com. */
  resumableOnInstagram: boolean;
  /** What graph.instagram.com does with parameters that are documented for Facebook Login alone. */
  facebookParameters: 'refuse' | 'ignore';
  /** Collaborators of one post: 3 or 5, by different pages of Meta's. */
  mostCollaborators: number;
  /** Feed photos of 3:4, which the app takes since 2025 and the API does not document. */
  tallPhotos: 'refuse' | 'take';
  /** The largest reel, in bytes of a million: 300 today, 1000 in older copies. */
  reelMegabytes: number;
  /** Videos in carousels: the older specification (60 s, 100 MB, 4:5 to 16:9), or that of reels. */
  carouselVideo: 'older' | 'reel';
  /** `user_tags` on videos in carousels. */
  carouselVideoTags: 'take' | 'refuse';
  /** `moov` first and no edit list beyond a plain one, as documented, or in any order. */
  videoLayout: 'documented' | 'any';
  /** Whether a host of videos has to answer Range requests with 206. */
  videoRange: 'required' | 'optional';
  /** Redirects that are followed while media is fetched. */
  mediaRedirects: number;
  /** Finding music to replace licensed music with, which Meta opens to few apps. */
  audioReplacement: 'gated' | 'open';
};

/** FIDELITY.md says why each of these was chosen. */
export const defaultPublishingFlags: PublishingFlags = {
  secondPublish: 'refuse',
  publishingLimit: 100,
  containerLimit: 400,
  expiredPublish: 'unknown',
  publishRaceShare: 0,
  childrenOfPublished: 'published',
  publishLagSeconds: 0,
  resumableOnInstagram: false,
  facebookParameters: 'refuse',
  mostCollaborators: 3,
  tallPhotos: 'refuse',
  reelMegabytes: 300,
  carouselVideo: 'older',
  carouselVideoTags: 'take',
  videoLayout: 'documented',
  videoRange: 'required',
  mediaRedirects: 0,
  audioReplacement: 'gated',
};
