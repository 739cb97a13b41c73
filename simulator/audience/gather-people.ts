import { type Audience, contactsIn, followTest, isWithin, type Window } from './audience.ts';
import { type Cell, createCells } from './cells.ts';
import { identityOf } from './crowd.ts';
import { countHits, nthHit } from './rate.ts';
import { isCommentKept, isOfAudience } from './settle.ts';
import { type Deed, kindOf, numberOf, type Stream } from './stream.ts';

/** Told of everybody who is counted, by the identity their traits derive from. */
export type OnMet = (identity: number) => void;

/** People who met anything, each once: as what they were when they met it, in the order the media were made. */
export function gatherReach(audience: Audience, window: Window, onMet?: OnMet): Cell[] {
  const cells = createCells();
  const { marks } = audience;
  marks.begin();
  for (const contacts of contactsIn(audience, window)) {
    const { stream, showing, first, end } = contacts;
    const followTypeOf = followTest(audience.crowd, contacts);
    const met = { FOLLOWER: 0, NON_FOLLOWER: 0 };
    for (let j = first; j < end; j += 1) {
      if (!marks.isNew(stream, j)) continue;
      met[followTypeOf(j)] += 1;
      onMet?.(identityIn(audience, stream, j));
    }
    cells.add(showing.media, 'FOLLOWER', met.FOLLOWER);
    cells.add(showing.media, 'NON_FOLLOWER', met.NON_FOLLOWER);
  }
  return cells.list();
}

const engaging: readonly Deed[] = ['like', 'comment', 'save', 'share', 'repost', 'reply'];

/** How many people liked, commented, saved, shared, reposted or replied, each once, whether strangers or people of the world. */
export function gatherEngaged(audience: Audience, window: Window, onMet?: OnMet): number {
  const { marks, world } = audience;
  let engaged = 0;
  marks.begin();
  for (const { stream, showing, first, end } of contactsIn(audience, window)) {
    for (const deed of engaging) {
      const rate = stream.rates[deed];
      const to = countHits(rate, end);
      for (let k = countHits(rate, first); k < to; k += 1) {
        if (deed === 'comment' && !isCommentKept(world, showing.media, stream.kind, k)) continue;
        const j = nthHit(rate, k);
        if (!marks.isNew(stream, j)) continue;
        engaged += 1;
        onMet?.(identityIn(audience, stream, j));
      }
    }
  }
  return engaged + countActors(audience, window);
}

/** People of the world who liked or commented: other accounts, and strangers played by hand. */
function countActors({ world, account, showings }: Audience, window: Window): number {
  const actors = new Set<string>();
  for (const { media } of showings) {
    for (const like of world.likes.by('targetId', media.id)) {
      if (isWithin(window, like.createdAt)) actors.add(like.actorId);
    }
    for (const comment of world.comments.by('mediaId', media.id)) {
      if (isWithin(window, comment.createdAt) && !isOfAudience(comment)) actors.add(comment.fromId);
    }
  }
  actors.delete(account.id);
  return actors.size;
}

function identityIn({ crowd }: Audience, stream: Stream, j: number): number {
  return identityOf(crowd, kindOf(stream, j), numberOf(stream, j));
}
