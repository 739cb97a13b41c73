import type { Post } from '#contract/posts.ts';
import { ReviewedPictures } from './reviewed-pictures.tsx';
import { spotsOf } from './remark.ts';
import type { Conversation } from './use-conversation.ts';

/** The files of a member's post with the spots of its comments, and the spot of the one being written. */
export function SpokenOfPictures({ post, conversation }: { post: Post; conversation: Conversation }) {
  const { remarks, talk, mayComment } = conversation;
  return (
    <ReviewedPictures
      postId={post.id}
      items={post.items}
      isLive={post.state === 'published'}
      chosen={talk.chosen}
      onChoose={talk.show}
      spots={[...spotsOf(remarks), ...talk.spots]}
      onSpot={mayComment ? talk.spot : undefined}
    />
  );
}
