import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Eye, SquarePen } from 'lucide-react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { Loaded } from '../app/loaded.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { useMayAnywhere } from '../connections/use-may-anywhere.ts';
import { Heading } from '../look/heading.tsx';
import { BonePlates } from '../look/skeleton.tsx';
import { firstWords } from './first-words.ts';
import { MorePosts } from './more-posts.tsx';
import { PostStatus } from './post-status.tsx';
import { postsQuery } from './queries.ts';
import { posts as words } from './strings.ts';
import { shortWhenOf } from './when-of.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** Posts, newest first: silver until they are live. */
export function PostsPage() {
  const { workspace } = route.useRouteContext();
  const query = useInfiniteQuery(postsQuery(workspace.id));
  const mayPost = useMayAnywhere(workspace, contract.posts.create.access);
  return (
    <div className="max-w-[76rem]">
      <div className="page-head">
        <Heading>{words.title}</Heading>
        <span className="flex-1" />
        <Link className="button" data-kind="quiet" to="/w/$slug/approvals" params={{ slug: workspace.slug }}>
          <Eye size={16} aria-hidden="true" />
          {words.forApproval}
        </Link>
        {mayPost && !!query.data?.pages[0]?.posts.length && (
          <Link
            className="button"
            data-kind="light"
            to="/w/$slug/posts/new"
            params={{ slug: workspace.slug }}
            search={{}}
          >
            <SquarePen size={16} aria-hidden="true" />
            {words.newPost}
          </Link>
        )}
      </div>
      <Loaded query={query} waiting={<BonePlates />}>
        {({ pages }) => {
          const posts = pages.flatMap((page) => page.posts);
          if (posts.length === 0) return <NoPosts workspace={workspace} mayPost={mayPost} />;
          return (
            <>
              <ul className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-x-5 gap-y-7 max-sm:grid-cols-2 max-sm:gap-x-3.5">
                {posts.map((post) => (
                  <PostPlate key={post.id} post={post} slug={workspace.slug} />
                ))}
              </ul>
              <MorePosts query={query} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function PostPlate({ post, slug }: { post: Post; slug: string }) {
  const [first] = post.items;
  return (
    <li>
      <Link
        className="group block rounded-2 no-underline"
        to="/w/$slug/posts/$postId"
        params={{ slug, postId: post.id }}
      >
        <span
          className={`clip aspect-[4/5] w-full [--c:var(--clip)] ${post.state === 'published' ? 'live' : 'silver'} ${post.state === 'draft' ? 'opacity-70' : ''}`}
        >
          {first?.asset && <img src={first.asset.pictureUrl} alt={first.altText} loading="lazy" />}
        </span>
        <span className="strong mt-2.5 block truncate group-hover:underline">{firstWords(post)}</span>
      </Link>
      <p className="small truncate text-ink-3">{post.username ? `@${post.username}` : words.noAccount}</p>
      <p className="mt-1 flex flex-wrap gap-x-3">
        <PostStatus post={post} />
        <span className="small text-ink-3">{shortWhenOf(post)}</span>
      </p>
    </li>
  );
}

function NoPosts({ workspace, mayPost }: { workspace: Workspace; mayPost: boolean }) {
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  const mustConnect = connections?.length === 0;
  return (
    <section className="plate max-w-[42rem]">
      <h2 className="voice">{words.emptyTitle}</h2>
      <p className="mt-1.5 text-pretty text-ink-2">{mustConnect ? words.connectFirst : words.emptyMeaning}</p>
      {mayPost && (
        <p className="mt-5">
          {mustConnect ? (
            <Link
              className="button"
              data-kind="light"
              to="/w/$slug/settings/integrations"
              params={{ slug: workspace.slug }}
              search={{}}
            >
              {words.connect}
            </Link>
          ) : (
            <Link
              className="button"
              data-kind="light"
              to="/w/$slug/posts/new"
              params={{ slug: workspace.slug }}
              search={{}}
            >
              {words.newPost}
            </Link>
          )}
        </p>
      )}
    </section>
  );
}
