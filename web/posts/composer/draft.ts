import type { Crop, Post, PostItem, PostKind, PostSettings } from '#contract/posts.ts';

/** What is being written: a post's content, with the account perhaps still to be chosen. */
export interface Draft {
  connectionId: string | null;
  kind: PostKind;
  caption: string;
  firstComment: string;
  items: PostItem[];
  settings: PostSettings;
}

export const noSettings: PostSettings = {
  location: null,
  collaborators: [],
  cover: null,
  shareToFeed: true,
  isAiGenerated: false,
  isPaidPartnership: false,
  graduation: 'manual',
};

export function emptyDraft(connectionId: string | null, assetIds: string[] = []): Draft {
  return {
    connectionId,
    kind: 'image',
    caption: '',
    firstComment: '',
    items: assetIds.map(newItem),
    settings: noSettings,
  };
}

export function newItem(assetId: string): PostItem {
  return { assetId, altText: '', crop: null, people: [], products: [] };
}

/** What a post holds, field by field in one order, so that two of them compare as texts. */
export function draftOf(post: Post): Draft {
  return inOrder({
    connectionId: post.connectionId,
    kind: post.kind,
    caption: post.caption,
    firstComment: post.firstComment,
    items: post.items,
    settings: post.settings,
  });
}

export function inOrder({ connectionId, kind, caption, firstComment, items, settings }: Draft): Draft {
  const { location, cover } = settings;
  return {
    connectionId,
    kind,
    caption,
    firstComment,
    items: items.map(({ assetId, altText, crop, people, products }) => ({
      assetId,
      altText,
      crop: crop && cropInOrder(crop),
      people: people.map(({ username, x, y }) => ({ username, x, y })),
      products: products.map(({ productId, x, y }) => ({ productId, x, y })),
    })),
    settings: {
      location: location && { pageId: location.pageId, name: location.name },
      collaborators: [...settings.collaborators],
      cover:
        cover &&
        (cover.from === 'video'
          ? { from: 'video', atMs: cover.atMs }
          : { from: 'picture', assetId: cover.assetId }),
      shareToFeed: settings.shareToFeed,
      isAiGenerated: settings.isAiGenerated,
      isPaidPartnership: settings.isPaidPartnership,
      graduation: settings.graduation,
    },
  };
}

const cropInOrder = ({ left, top, width, height }: Crop): Crop => ({ left, top, width, height });

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Worth a draft on the server: words or files. */
export function holdsSomething({ caption, firstComment, items }: Draft): boolean {
  return caption.trim() !== '' || firstComment.trim() !== '' || items.length > 0;
}

/** The item at `from` moves to `to`; the others close ranks. */
export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const moved = items.toSpliced(from, 1);
  return moved.toSpliced(to, 0, items[from]!);
}
