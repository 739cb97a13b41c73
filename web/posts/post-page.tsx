import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { PostView } from '#contract/posts.ts';
import { Loaded } from '../app/loaded.tsx';
import { mayWith } from '../app/may.ts';
import { Heading } from '../look/heading.tsx';
import { Bone, Waiting } from '../look/skeleton.tsx';
import { ConversationSection } from '../reviews/conversation.tsx';
import { ChangedSince } from '../reviews/changed-since.tsx';
import { isBeforeSchedule, isOpenToComments } from '../reviews/review-states.ts';
import { PostLinks } from '../reviews/post-links.tsx';
import { reviewsQuery } from '../reviews/queries.ts';
import { ReviewHistory } from '../reviews/review-history.tsx';
import { panelSpeaks, ReviewPanel } from '../reviews/review-panel.tsx';
import { SpokenOfPictures } from '../reviews/spoken-of-pictures.tsx';
import { useConversation } from '../reviews/use-conversation.ts';
import { CommentTrouble } from './comment-trouble.tsx';
import { CopyDetails } from './copy-details.tsx';
import { firstWords } from './first-words.ts';
import { PostFacts } from './post-facts.tsx';
import { PostPictures } from './post-pictures.tsx';
import { PostStatus } from './post-status.tsx';
import { page as words, posts } from './strings.ts';
import { RemovePost } from './remove-post.tsx';
import { mayBeTakenBack, TakeBack } from './take-back.tsx';
import { Timeline } from './timeline.tsx';
import { Trouble } from './trouble.tsx';
import { usePostView } from './use-post-view.ts';
import { whenOf } from './when-of.ts';

const workspaceRoute = getRouteApi('/signed-in/w/$slug');
const route = getRouteApi('/signed-in/w/$slug/posts/$postId');

/** One post: its picture, what happened to it step by step, and what a person can do. */
export function PostPage() {
  const { workspace, user } = workspaceRoute.useRouteContext();
  const { postId } = route.useParams();
  const query = usePostView(workspace.id, postId);
  return (
    <div className="max-w-[76rem]">
      <p className="small mb-1">
        <Link className="text-ink-3" to="/w/$slug/posts" params={{ slug: workspace.slug }}>
          {words.back}
        </Link>
      </p>
      <Loaded query={query} waiting={<PostOnItsWay />}>
        {(view) => <PostShown view={view} workspace={workspace} userId={user.id} />}
      </Loaded>
    </div>
  );
}

function PostShown({ view, workspace, userId }: { view: PostView; workspace: Workspace; userId: string }) {
  const { post, steps } = view;
  const { data: reviews } = useQuery(reviewsQuery(workspace.id, post.id));
  const conversation = useConversation(workspace, post, userId);
  const isOpen = isOpenToComments(post);
  const params = { slug: workspace.slug, postId: post.id };
  const isLive = post.state === 'published';
  const mayEdit = mayWith(workspace, post.instagramUserId, contract.posts.edit.access);
  const maySend = mayWith(workspace, post.instagramUserId, contract.posts.unschedule.access);
  return (
    <>
      <div className="page-head justify-between">
        <div className="min-w-0">
          <Heading>{firstWords(post)}</Heading>
          <p className="small mt-1 text-ink-3">
            {[
              post.username ? `@${post.username}` : posts.noAccount,
              words.kinds[post.kind](post.items.length),
              whenOf(post),
            ].join(', ')}
          </p>
        </div>
        <div className="flex flex-wrap gap-2.5">
          <RemovePost post={post} workspace={workspace} />
          <CopyDetails view={view} />
          {maySend && mayBeTakenBack(post) && <TakeBack post={post} workspaceId={workspace.id} />}
          {mayEdit && isBeforeSchedule(post) && (
            <Link
              className="button"
              data-kind={panelSpeaks(post, reviews) ? undefined : 'light'}
              to="/w/$slug/posts/$postId/edit"
              params={params}
            >
              {words.edit}
            </Link>
          )}
        </div>
      </div>
      <output className="sr-only">
        {isLive ? words.announce.live : steps.length > 0 && !isBeforeSchedule(post) && words.announce.working}
      </output>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-14 gap-y-7 lg:grid-cols-[19.5rem_minmax(0,1fr)]">
        <aside
          className={`lg:sticky lg:top-16 ${isOpen ? 'max-w-[24rem]' : 'max-lg:grid max-lg:grid-cols-[7rem_minmax(0,1fr)] max-lg:gap-4'}`}
        >
          {isOpen ? (
            <SpokenOfPictures post={post} conversation={conversation} />
          ) : (
            <PostPictures post={post} />
          )}
          <div>
            <p className={isOpen ? 'mt-4' : 'lg:mt-4'}>
              <PostStatus post={post} />
            </p>
            {post.permalink && (
              <p className="mt-2.5">
                <a className="button" href={post.permalink} target="_blank" rel="noreferrer">
                  {words.open}
                  <ArrowUpRight size={15} aria-hidden="true" />
                </a>
              </p>
            )}
            <PostFacts post={post} />
          </div>
        </aside>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-7 max-lg:contents">
          <Trouble post={post} workspace={workspace} mayEdit={mayEdit} />
          <CommentTrouble view={view} workspace={workspace} />
          {reviews && panelSpeaks(post, reviews) && (
            // On a narrow screen what is asked of a person comes before the picture.
            <div className="max-lg:-order-1">
              <ReviewPanel post={post} workspace={workspace} reviews={reviews} userId={userId} />
            </div>
          )}
          {steps.length > 0 && <Timeline view={view} />}
          {reviews?.changedSince && isBeforeSchedule(post) && <ChangedSince reviews={reviews} />}
          <ConversationSection
            caption={post.caption}
            {...conversation}
            mayComment={isOpen && conversation.mayComment}
          />
          {isOpen && maySend && post.connectionId && <PostLinks workspaceId={workspace.id} post={post} />}
          {reviews && <ReviewHistory reviews={reviews.reviews} />}
        </div>
      </div>
    </>
  );
}

function PostOnItsWay() {
  return (
    <Waiting>
      <Bone className="mb-8 h-8 w-72 max-w-full" />
      <div className="grid gap-14 lg:grid-cols-[19.5rem_minmax(0,1fr)]">
        <Bone className="aspect-[4/5] w-full" />
        <div className="grid content-start gap-6">
          <Bone className="h-12 w-4/5" />
          <Bone className="h-12 w-3/5" />
        </div>
      </div>
    </Waiting>
  );
}
