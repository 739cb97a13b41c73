import { expect, test } from 'vitest';
import { postComment } from './comment-post.ts';
import { setStage } from '../publishing/media-stage.ts';

const wren = { fromId: '5550000000000001', username: 'wren.and.kiln' };

test('a comment stands under its media and is told to webhooks in the same step', async () => {
  const { simulator, account, publish } = await setStage();
  const mediaId = await publish('one');

  const comment = postComment(simulator.world, { ...wren, mediaId, text: 'Lovely glaze' });

  expect(comment).toMatchObject({ mediaId, accountId: account.id, text: 'Lovely glaze', isHidden: false });
  expect(simulator.world.happenings.list()).toMatchObject([
    { kind: 'comment', accountId: account.id, comment },
  ]);
});

test('a reply to a reply goes to the parent', async () => {
  const { simulator, publish } = await setStage();
  const mediaId = await publish('one');
  const top = postComment(simulator.world, { ...wren, mediaId, text: 'top' });
  const reply = postComment(simulator.world, { ...wren, mediaId, text: 'reply', parentId: top?.id });

  const second = postComment(simulator.world, { ...wren, mediaId, text: 'second', parentId: reply?.id });

  expect(second?.parentId).toBe(top?.id);
});

test('nothing is put under media that does not exist, nor under a comment of other media', async () => {
  const { simulator, publish } = await setStage();
  const [mediaId, otherId] = [await publish('one'), await publish('two')];
  const top = postComment(simulator.world, { ...wren, mediaId, text: 'top' });

  expect(postComment(simulator.world, { ...wren, mediaId: '1', text: 'x' })).toBeUndefined();
  expect(
    postComment(simulator.world, { ...wren, mediaId: otherId, text: 'x', parentId: top?.id }),
  ).toBeUndefined();
});

test('an account that a comment under foreign media mentions hears of a mention', async () => {
  const { simulator, publish } = await setStage();
  const mediaId = await publish('one');

  const comment = postComment(simulator.world, { ...wren, mediaId, text: 'look, @Harbour.Bakery!' });

  expect(simulator.world.happenings.filter(({ kind }) => kind === 'mention')).toMatchObject([
    { accountId: '17841400000000404', mediaId, commentId: comment?.id },
  ]);
});
