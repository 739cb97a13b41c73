import { unless, type Breach } from './breach.ts';
import { capabilitiesOf, type Capabilities, type Kind } from './capabilities.ts';
import type { ImageFacts } from './image.ts';
import { cropped, preflightImage } from './preflight-image.ts';
import { preflightCollaborators, preflightPeople, preflightProducts, type Spot } from './preflight-tags.ts';
import { preflightVideo, type VideoFile } from './preflight-video.ts';
import { preflightAltText, preflightCaption, preflightComment } from './preflight-words.ts';
import type { Login } from './scopes.ts';

/** A post as its composer holds it, with what is known of its files. */
export interface PostFacts {
  kind: Kind;
  login: Login;
  caption: string;
  firstComment: string;
  items: readonly ItemFacts[];
  settings: {
    location: { pageId: string } | null;
    collaborators: readonly string[];
    cover: { from: 'video'; atMs: number } | { from: 'picture'; picture: ImageFacts | null } | null;
    isPaidPartnership: boolean;
  };
}

export interface ItemFacts {
  /** Null when the file is gone. A picture is given whole; its crop is beside it. */
  file: ({ sort: 'image' } & ImageFacts) | ({ sort: 'video' } & VideoFile) | null;
  crop: { width: number; height: number } | null;
  altText: string;
  people: readonly ({ username: string } & Spot)[];
  products: readonly Spot[];
}

/**
 * Every rule that can be checked before Instagram does. Empty means that it can be published. What a kind or a login does
 * not take is kept and not sent, so it breaks nothing: `adviseOnPost` says so.
 */
export function preflightPost(post: PostFacts): Breach[] {
  const can = capabilitiesOf(post.kind, post.login);
  const several = can.files.most > 1;
  return [
    ...preflightFiles(post, can),
    ...post.items.flatMap((item, i) =>
      preflightItem(item, post.kind, can).map((breach) => (several ? { ...breach, item: i } : breach)),
    ),
    ...(can.caption ? preflightCaption(post.caption) : []),
    ...(can.firstComment ? preflightComment(post.firstComment) : []),
    ...(can.collaborators ? preflightCollaborators(post.settings.collaborators) : []),
    ...(can.location ? preflightLocation(post) : []),
    ...(can.cover ? preflightCover(post) : []),
  ];
}

const names: Record<Kind, string> = {
  image: 'A photo',
  carousel: 'A carousel',
  reel: 'A reel',
  trial_reel: 'A trial reel',
  image_story: 'A story',
  video_story: 'A story',
};

function preflightFiles({ kind, items }: PostFacts, { files }: Capabilities): Breach[] {
  const { length } = items;
  if (length === 0)
    return [
      files.sorts.includes('image')
        ? {
            rule: 'picture_missing',
            sentence: 'There is no picture yet.',
            fix: 'Add a JPEG or a PNG.',
            field: 'items',
          }
        : {
            rule: 'video_missing',
            sentence: 'There is no video yet.',
            fix: 'Add an MP4 or a MOV.',
            field: 'items',
          },
    ];
  const isStory = kind === 'image_story' || kind === 'video_story';
  return [
    ...unless(length >= files.least, () => ({
      rule: 'too_few_files',
      sentence: `${names[kind]} has at least ${files.least} files; this one has ${length}.`,
      fix: 'Add another, or make it a single post.',
      field: 'items',
    })),
    ...unless(length <= files.most, () => ({
      rule: 'too_many_files',
      sentence: `${names[kind]} has ${files.most === 1 ? 'one file' : `at most ${files.most} files`}; this one has ${length}.`,
      // Each story is published by itself, so that a set is never told as one thing that is half there.
      fix: isStory ? 'Make a story of each: several stories are several posts.' : 'Remove some of them.',
      field: 'items',
    })),
  ];
}

function preflightItem(item: ItemFacts, kind: Kind, can: Capabilities): Breach[] {
  const { file } = item;
  if (!file)
    return [
      { rule: 'file_gone', sentence: 'A file of this post is gone.', fix: 'Choose another.', field: 'items' },
    ];
  if (!can.files.sorts.includes(file.sort))
    return [
      {
        rule: 'wrong_sort',
        sentence: `${names[kind]} is made of ${file.sort === 'video' ? 'a picture' : 'a video'}; this is a ${file.sort === 'video' ? 'video' : 'picture'}.`,
        fix: 'Choose another file or another kind of post.',
        field: 'items',
      },
    ];
  return [
    ...preflightFile(item, file, kind).map((breach) => ({ ...breach, field: 'items' as const })),
    ...(can.altText && file.sort === 'image' ? preflightAltText(item.altText) : []),
    ...preflightPeople(item.people, can.people[file.sort]),
    ...preflightProducts(item.products, can.products[file.sort]),
  ];
}

function preflightFile(item: ItemFacts, file: NonNullable<ItemFacts['file']>, kind: Kind): Breach[] {
  if (file.sort === 'image')
    return preflightImage(cropped(file, item.crop), kind === 'image_story' ? 'story' : 'feed');
  // A picture's kinds never come here: their files are of the other sort.
  return kind === 'image' || kind === 'image_story' ? [] : preflightVideo(file, kind);
}

function preflightLocation({ settings: { location } }: PostFacts): Breach[] {
  return unless(!location || /^\d{1,32}$/.test(location.pageId), () => ({
    rule: 'location_page',
    sentence: 'The place is not the id of a Facebook Page.',
    fix: 'Enter the number of a Page that has an address.',
    field: 'location',
  }));
}

function preflightCover({ items, settings: { cover } }: PostFacts): Breach[] {
  if (!cover) return [];
  const [first] = items;
  if (cover.from === 'picture') {
    if (!cover.picture)
      return [
        {
          rule: 'cover_gone',
          sentence: 'The picture of the cover is gone.',
          fix: 'Choose another.',
          field: 'cover',
        },
      ];
    return preflightImage(cover.picture, 'story').map((breach) => ({
      ...breach,
      rule: `cover_${breach.rule}`,
      field: 'cover',
    }));
  }
  const lengthMs = first?.file?.sort === 'video' ? first.file.durationMs : undefined;
  return unless(lengthMs === undefined || (cover.atMs >= 0 && cover.atMs < lengthMs), () => ({
    rule: 'cover_after_end',
    sentence: 'The cover is taken from a moment after the end of the video.',
    fix: 'Choose an earlier moment.',
    field: 'cover',
  }));
}
