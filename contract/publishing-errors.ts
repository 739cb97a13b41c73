import { editPost, none, type CatalogueEntry } from './error-entry.ts';

/** How the publishing of a post can end or be held; a part of the catalogue. */
export const publishingErrors = {
  publishing_limit_reached: {
    status: 409,
    message: 'Instagram\u2019s publishing limit for this account is used up.',
    meaning:
      'Instagram counts posts over a rolling 24 hours. Publish again when the oldest of them is a day old.',
    action: none,
    retry: 'later',
  },
  media_fetch_failed: {
    status: 422,
    message: 'Instagram could not fetch a file from this server.',
    meaning:
      'Meta must reach the address of this installation from outside. Run "tintype doctor" to see what stands in the way.',
    action: { do: 'read_operating', label: 'How Meta reaches your server' },
    retry: 'person',
  },
  media_refused: {
    status: 422,
    message: 'Instagram refused the picture.',
    meaning:
      'Its format, size or shape is outside what Instagram takes. Choose another picture or another crop.',
    action: editPost,
    retry: 'person',
  },
  video_refused: {
    status: 422,
    message: 'Instagram refused the video.',
    meaning:
      'Its format, length, size or shape is outside what Instagram takes: MP4 or MOV with H.264 or HEVC and AAC. Choose another video, or upload it again to have it converted.',
    action: editPost,
    retry: 'person',
  },
  cover_refused: {
    status: 422,
    message: 'Instagram refused the cover.',
    meaning: 'Its moment lies outside the video. Choose another moment or a picture.',
    action: editPost,
    retry: 'person',
  },
  carousel_refused: {
    status: 422,
    message: 'Instagram refused the carousel.',
    meaning: 'A carousel has 2 to 10 files. Nothing of it was published.',
    action: editPost,
    retry: 'person',
  },
  tag_refused: {
    status: 422,
    message: 'Instagram cannot tag or invite somebody in this post.',
    meaning:
      'A username does not exist, belongs to a private account, or does not let itself be tagged. Nothing was published.',
    action: editPost,
    retry: 'person',
  },
  products_refused: {
    status: 422,
    message: 'Instagram refused a product of this post.',
    meaning: 'A product is not in the shop of this account, or stands where Instagram takes none.',
    action: editPost,
    retry: 'person',
  },
  comment_unconfirmed: {
    status: 409,
    message: 'The first comment may be there. Look at the post before you write it again.',
    meaning:
      'Instagram did not confirm the comment and we could not find it. The post itself is live; Tintype never repeats what may be there.',
    action: { do: 'open_instagram', label: 'Open Instagram' },
    retry: 'never',
  },
  trial_reels_unavailable: {
    status: 422,
    message: 'This account cannot publish trial reels.',
    meaning: 'Instagram does not offer them to every account. Publish it as a reel.',
    action: editPost,
    retry: 'person',
  },
  instagram_outage: {
    status: 503,
    message: 'Instagram is not answering for many accounts at once.',
    meaning:
      'Posts are held, none is failed. One of them is tried every minute, and all go on when it gets through.',
    action: none,
    retry: 'later',
  },
  caption_refused: {
    status: 422,
    message: 'Instagram refused the caption.',
    meaning: 'A caption holds at most 2,200 characters, 30 hashtags and 20 mentions.',
    action: editPost,
    retry: 'person',
  },
  container_failed: {
    status: 502,
    message: 'Instagram could not process the file.',
    meaning: 'Nothing was published. Publish again to let Instagram try once more.',
    action: editPost,
    retry: 'person',
  },
  container_expired: {
    status: 409,
    message: 'Instagram dropped what we prepared, unpublished, after 24 hours.',
    meaning: 'Nothing was published. Publish again to prepare it anew.',
    action: editPost,
    retry: 'person',
  },
  publish_unconfirmed: {
    status: 409,
    message: 'This post may be live. Look at the account before you send it again.',
    meaning:
      'Instagram did not confirm the post and we could not find it. Tintype never resends what may be live; you decide.',
    action: { do: 'look', label: 'Look now' },
    retry: 'never',
  },
  media_missing: {
    status: 410,
    message: 'Instagram no longer has this, or no longer shows it to us.',
    meaning: 'It was deleted on Instagram, or a permission for it was taken back.',
    action: none,
    retry: 'never',
  },
  preflight_failed: {
    status: 422,
    message: 'Instagram would refuse this post.',
    meaning: 'Each rule it breaks is named beside what to change.',
    action: editPost,
    retry: 'person',
  },
  post_not_editable: {
    status: 409,
    message: 'This post can no longer be changed.',
    meaning: 'From the moment it is sent to Instagram, a post can only be followed.',
    action: none,
    retry: 'never',
  },
} as const satisfies Record<string, CatalogueEntry>;
