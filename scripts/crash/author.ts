import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { PostKind } from '#contract/posts.ts';
import type { Person } from '../../e2e/person.ts';
import type { seededChance } from './seeded.ts';

/** The kinds that are published while things are killed. */
export const crashKinds = [
  'image',
  'carousel',
  'reel',
  'image_story',
  'trial_reel',
  'video_story',
] as const satisfies readonly PostKind[];
/** How often each is drawn. A story needs a file of its own, and looking into a video takes the product a while. */
const shares: Record<PostKind, number> = {
  image: 30,
  carousel: 24,
  reel: 20,
  image_story: 14,
  trial_reel: 8,
  video_story: 4,
};
const commentShare = 0.3;

/** What was promised to a person: the schedule of this post was answered with 200. */
export interface PromisedPost {
  id: string;
  kind: PostKind;
  connectionId: string;
  /** Part of its caption, and of no other's. */
  mark: string;
  /** Its files; those of a story belong to it alone, for a story shows no caption. */
  assetIds: string[];
}

export interface Author {
  promised: PromisedPost[];
  /** Posts that were begun, whether or not anybody said that they would go out. */
  begun(): number;
  stop(): Promise<void>;
}

/**
 * Writes posts of all `kinds` to random accounts as long as `isWanted`, so many at a time as there are `hands`. Every
 * failure is part of the game: what a web did not answer is asked again, as a browser's user would.
 */
export function startAuthor(at: {
  person: Person;
  connectionIds: string[];
  kinds: readonly PostKind[];
  pictureIds: string[];
  film: { assetId: string; bytes: Buffer };
  chance: ReturnType<typeof seededChance>;
  hands: number;
  isWanted(): boolean;
}): Author {
  const { person, chance } = at;
  const over = new AbortController();
  const promised: PromisedPost[] = [];
  let begun = 0;
  const base = `/api/v1/workspaces/${person.workspaceId}`;
  const hands = Promise.all(Array.from({ length: at.hands }, () => write()));
  return {
    promised,
    begun: () => begun,
    async stop() {
      over.abort();
      await hands;
    },
  };

  async function write(): Promise<void> {
    while (!over.signal.aborted) {
      if (at.isWanted()) await writeOne(begun++).catch(() => pause(100));
      else await pause(50);
    }
  }

  async function writeOne(number: number): Promise<void> {
    const kind = drawKind();
    const mark = `crash post ${number}.`;
    const connectionId = chance.pick(at.connectionIds);
    const assetIds = await filesFor(kind, mark);
    const isStory = kind.endsWith('_story');
    const content = {
      connectionId,
      kind,
      caption: isStory ? '' : mark,
      firstComment: !isStory && chance.next() < commentShare ? `first words beneath ${mark}` : '',
      items: assetIds.map((assetId) => ({ assetId })),
    };
    // A draft whose answer is lost stays a draft: nobody was promised anything.
    const { id } = await person.call<{ id: string }>('POST', `${base}/posts`, content);
    if (await schedule(id)) promised.push({ id, kind, connectionId, mark, assetIds });
  }

  /** Again until an answer comes: one that was lost may have scheduled it, which a second one is told. */
  async function schedule(id: string): Promise<boolean> {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await person.send('PUT', `${base}/posts/${id}/schedule`, {}).catch(() => null);
      if (answer?.ok) return true;
      const told = await answer?.text();
      if (answer?.status === 409 && told?.includes('post_not_editable')) return true;
      if (answer && answer.status < 500 && !told?.includes('media_fetch_failed'))
        throw new Error(`A post could not be scheduled: ${answer.status} ${told}`);
      await pause(100);
    }
    return false;
  }

  function drawKind(): PostKind {
    const all = at.kinds.reduce((sum, kind) => sum + shares[kind], 0);
    let left = chance.next() * all;
    return at.kinds.find((kind) => (left -= shares[kind]) < 0) ?? 'image';
  }

  async function filesFor(kind: PostKind, mark: string): Promise<string[]> {
    const picture = () => chance.pick(at.pictureIds);
    switch (kind) {
      case 'image':
        return [picture()];
      case 'carousel':
        return [picture(), picture(), picture()];
      case 'reel':
      case 'trial_reel':
        return [at.film.assetId];
      case 'image_story':
        return [await person.upload(`${mark}jpg`, await aStoryPicture(chance))];
      case 'video_story':
        return [await person.upload(`${mark}mp4`, unlikeAnyOther(at.film.bytes))];
    }
  }
}

/** The same film with a box behind it that no player looks at. */
function unlikeAnyOther(film: Buffer): Buffer {
  const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('free'), randomBytes(16)]);
  return Buffer.concat([film, box]);
}

/** Of one colour that hardly any other has, so that no two are the same file. */
async function aStoryPicture(chance: ReturnType<typeof seededChance>): Promise<Buffer> {
  const shade = () => Math.floor(chance.between(0, 256));
  const background = { r: shade(), g: shade(), b: shade() };
  return sharp({ create: { width: 360, height: 640, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
