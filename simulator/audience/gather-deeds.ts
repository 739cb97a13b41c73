import { type Audience, contactsIn, followTest, isWithin, type Window } from './audience.ts';
import { type Cell, type Cells, createCells } from './cells.ts';
import { joinedBy, leftBy } from './crowd.ts';
import { followersWonBy } from './followers-won.ts';
import { countHits } from './rate.ts';
import { type Deed, viewsOf } from './stream.ts';

/** Views of all media in a window, by cell. */
export function gatherViews(audience: Audience, window: Window): Cell[] {
  const cells = createCells();
  for (const contacts of contactsIn(audience, window)) {
    const { stream, showing, first, end } = contacts;
    const followTypeOf = followTest(audience.crowd, contacts);
    const views = { FOLLOWER: 0, NON_FOLLOWER: 0 };
    for (let j = first; j < end; j += 1) views[followTypeOf(j)] += viewsOf(stream, j);
    cells.add(showing.media, 'FOLLOWER', views.FOLLOWER);
    cells.add(showing.media, 'NON_FOLLOWER', views.NON_FOLLOWER);
  }
  return cells.list();
}

/** How often the audience did something. Who did it is not told apart: all stand under NON_FOLLOWER. */
export function gatherDeeds(audience: Audience, window: Window, deed: Exclude<Deed, 'comment'>): Cell[] {
  const cells = createCells();
  addDeeds(cells, audience, window, deed);
  return cells.list();
}

/** Likes: the audience's, and those of people of the world when they gave them. What a seed counts goes to when the media appeared. */
export function gatherLikes(audience: Audience, window: Window): Cell[] {
  const cells = createCells();
  addDeeds(cells, audience, window, 'like');
  for (const { media } of audience.showings) {
    const given = audience.world.likes.by('targetId', media.id);
    const inWindow = given.filter((like) => isWithin(window, like.createdAt)).length;
    const counted = isWithin(window, media.publishedAt) ? media.likeCount - given.length : 0;
    cells.add(media, 'NON_FOLLOWER', inWindow + counted);
  }
  return cells.list();
}

/** Comments and replies that still stand, by when they were written. */
export function gatherComments({ world, showings }: Audience, window: Window): Cell[] {
  const cells = createCells();
  for (const { media } of showings) {
    const written = world.comments.by('mediaId', media.id);
    const inWindow = written.filter((comment) => isWithin(window, comment.createdAt)).length;
    const counted = isWithin(window, media.publishedAt) ? media.commentsCount : 0;
    cells.add(media, 'NON_FOLLOWER', inWindow + counted);
  }
  return cells.list();
}

/** Who began and who ceased to follow: `countFollowers` at the end is that at the beginning, and `gained`, less `lost`. */
export function gatherFollows(audience: Audience, { from, to }: Window): { gained: number; lost: number } {
  const { world, account, crowd, showings } = audience;
  const follows = world.follows.by('accountId', account.id);
  const won = showings.map(
    (showing) => followersWonBy(showing, account, to - 1) - followersWonBy(showing, account, from - 1),
  );
  return {
    gained:
      joinedBy(crowd, to - 1) -
      joinedBy(crowd, from - 1) +
      follows.filter((follow) => isWithin({ from, to }, follow.createdAt)).length +
      won.reduce((sum, each) => sum + each, 0),
    lost: leftBy(crowd, to - 1) - leftBy(crowd, from - 1),
  };
}

function addDeeds(cells: Cells, audience: Audience, window: Window, deed: Deed): void {
  for (const { stream, showing, first, end } of contactsIn(audience, window)) {
    const rate = stream.rates[deed];
    cells.add(showing.media, 'NON_FOLLOWER', countHits(rate, end) - countHits(rate, first));
  }
}
