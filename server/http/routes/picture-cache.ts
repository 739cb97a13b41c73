export interface Picture {
  bytes: Buffer;
  contentType: string;
}

/** A grid of pictures that is scrolled to and fro; forgotten oldest first. */
const mostBytes = 48 * 1024 * 1024;

export interface PictureCache {
  /** The picture under a key. Who asks while it is being fetched gets the same; a failure is not remembered. */
  get(key: string, fetchIt: () => Promise<Picture>): Promise<Picture>;
}

/** Pictures in memory, of so many bytes at most. */
export function createPictureCache(limitBytes = mostBytes): PictureCache {
  const kept = new Map<string, Picture>();
  const coming = new Map<string, Promise<Picture>>();
  let bytes = 0;

  function keep(key: string, picture: Picture): void {
    if (picture.bytes.length > limitBytes) return;
    kept.set(key, picture);
    bytes += picture.bytes.length;
    for (const [oldest, { bytes: its }] of kept) {
      if (bytes <= limitBytes) break;
      kept.delete(oldest);
      bytes -= its.length;
    }
  }

  return {
    async get(key, fetchIt) {
      const known = kept.get(key);
      if (known) {
        // Asked for again: the last to be forgotten.
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const before = coming.get(key);
      if (before) return before;
      const fetching = fetchIt();
      coming.set(key, fetching);
      try {
        const picture = await fetching;
        keep(key, picture);
        return picture;
      } finally {
        coming.delete(key);
      }
    },
  };
}
