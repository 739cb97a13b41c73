import { none, type CatalogueEntry } from './error-entry.ts';

/** What can go wrong with what is live; a part of the catalogue. */
export const mediaErrors = {
  delete_needs_facebook: {
    status: 409,
    message: 'This account\u2019s login does not let posts be deleted from here.',
    meaning:
      'Instagram lets a post be deleted only through the Facebook login. Delete it in the Instagram app, or connect the account through Facebook.',
    action: { do: 'open_instagram', label: 'Open Instagram' },
    retry: 'never',
  },
  delete_not_granted: {
    status: 409,
    message: 'The permission to delete posts was not granted.',
    meaning:
      'It is optional and asked for only when whoever operates this installation has switched it on. Delete the post in the Instagram app, or reconnect once it is asked for.',
    action: { do: 'open_instagram', label: 'Open Instagram' },
    retry: 'never',
  },
  media_not_deletable: {
    status: 409,
    message: 'Instagram does not let this kind of post be deleted from here.',
    meaning: 'It may be an advertisement or a part of a carousel. Delete it in the Instagram app.',
    action: { do: 'open_instagram', label: 'Open Instagram' },
    retry: 'never',
  },
  media_video_withheld: {
    status: 409,
    message: 'Instagram does not hand out this video.',
    meaning:
      'It withholds the file of a video that holds music or pictures of others. Make a new draft and upload the video yourself.',
    action: none,
    retry: 'never',
  },
} as const satisfies Record<string, CatalogueEntry>;
