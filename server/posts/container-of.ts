import type { PersonTag, PostKind, PostSettings, ProductTag } from '#contract/posts.ts';
import { capabilitiesOf, type Capabilities } from '#rules/capabilities.ts';
import { usernameOf } from '#rules/preflight-tags.ts';
import type { Login } from '#rules/scopes.ts';
import type { ContainerSpec } from '../instagram/index.ts';

/** One file of a post as Instagram will fetch it. */
export interface PublicFile {
  sort: 'image' | 'video';
  url: string;
  altText: string;
  people: PersonTag[];
  products: ProductTag[];
}

export interface Content {
  kind: PostKind;
  caption: string;
  settings: PostSettings;
  /** Where the picture of the cover is fetched; null without one. */
  coverUrl: string | null;
}

/** The container of a single post, with every field that its kind takes through this login and no other. */
export function containerOf(content: Content, file: PublicFile, login: Login): ContainerSpec {
  const can = capabilitiesOf(content.kind, login);
  return { ...mediaOf(content.kind, file), ...fileFields(file, can), ...postFields(content, can) };
}

/** The container of one file of a carousel: words and places of the whole belong to its parent. */
export function childOf(file: PublicFile, login: Login): ContainerSpec {
  const media: ContainerSpec =
    file.sort === 'image'
      ? { is: 'image_child', imageUrl: file.url }
      : { is: 'video_child', videoUrl: file.url };
  return { ...media, ...fileFields(file, capabilitiesOf('carousel', login)) };
}

export function carouselOf(content: Content, children: string[], login: Login): ContainerSpec {
  return { is: 'carousel', children, ...postFields(content, capabilitiesOf('carousel', login)) };
}

function mediaOf(kind: PostKind, { url }: PublicFile): ContainerSpec {
  switch (kind) {
    case 'image':
    case 'image_story':
      return { is: kind, imageUrl: url };
    case 'reel':
    case 'trial_reel':
      return { is: 'reel', videoUrl: url };
    case 'video_story':
      return { is: kind, videoUrl: url };
    case 'carousel':
      throw new Error('A carousel is made of its children.');
  }
}

function fileFields({ sort, altText, people, products }: PublicFile, can: Capabilities) {
  const places = { people: can.people[sort], products: can.products[sort] };
  const spotOf = (placing: string | null, { x, y }: { x: number | null; y: number | null }) =>
    placing === 'named' ? { x: null, y: null } : { x, y };
  return {
    altText: can.altText && sort === 'image' ? altText : undefined,
    people: places.people
      ? people.map((tag) => ({ username: usernameOf(tag.username), ...spotOf(places.people, tag) }))
      : undefined,
    products: places.products
      ? products.map((tag) => ({ productId: tag.productId, ...spotOf(places.products, tag) }))
      : undefined,
  };
}

function postFields({ caption, settings, coverUrl }: Content, can: Capabilities) {
  const { cover } = settings;
  return {
    caption: can.caption ? caption : undefined,
    locationId: can.location ? settings.location?.pageId : undefined,
    collaborators: can.collaborators ? settings.collaborators.map(usernameOf) : undefined,
    cover: can.cover && cover ? (coverUrl ? { url: coverUrl } : momentOf(cover)) : undefined,
    shareToFeed: can.shareToFeed ? settings.shareToFeed : undefined,
    isAiGenerated: can.isAiGenerated ? settings.isAiGenerated : undefined,
    isPaidPartnership: can.isPaidPartnership ? settings.isPaidPartnership : undefined,
    graduation: can.graduation ? settings.graduation : undefined,
  };
}

function momentOf(cover: NonNullable<PostSettings['cover']>): { atMs: number } | undefined {
  return cover.from === 'video' ? { atMs: cover.atMs } : undefined;
}
