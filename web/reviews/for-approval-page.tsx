import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { WaitingReview } from '#contract/reviews.ts';
import { Loaded } from '../app/loaded.tsx';
import { Heading } from '../look/heading.tsx';
import { fullMoment, moment } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { posts } from '../posts/strings.ts';
import { waitingQuery } from './queries.ts';
import { forApproval as words, panel } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug/approvals');

/** What waits for a decision, the longest first: mine to decide, then what waits for others. */
export function ForApprovalPage() {
  const { workspace } = route.useRouteContext();
  const query = useQuery(waitingQuery(workspace.id));
  return (
    <div className="max-w-[42rem]">
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <Loaded query={query} waiting={<BoneRows />}>
        {({ waiting }) => {
          const mine = waiting.filter(({ mayDecide }) => mayDecide);
          const others = waiting.filter(({ mayDecide }) => !mayDecide);
          if (waiting.length === 0)
            return (
              <div className="border-t border-line py-6">
                <p className="voice">{words.none}</p>
                <p className="mt-1 max-w-[34rem] text-pretty text-ink-2">{words.noneMeaning}</p>
              </div>
            );
          return (
            <>
              {mine.length > 0 && <Rows title={words.mine} waiting={mine} slug={workspace.slug} />}
              {others.length > 0 && <Rows title={words.others} waiting={others} slug={workspace.slug} />}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Rows({ title, waiting, slug }: { title: string; waiting: readonly WaitingReview[]; slug: string }) {
  return (
    <section className="mb-8" aria-label={title}>
      <h2 className="mb-2">{title}</h2>
      <ul className="border-t border-line">
        {waiting.map((review) => (
          <li key={review.postId} className="border-b border-line">
            <Link
              className="flex items-center gap-4 py-3 no-underline hover:bg-hover"
              to="/w/$slug/posts/$postId"
              params={{ slug, postId: review.postId }}
            >
              <span className="clip silver h-13 w-[2.625rem] flex-none">
                {review.pictureUrl && <img src={review.pictureUrl} alt="" loading="lazy" />}
              </span>
              <span className="min-w-0 flex-1">
                <span className="strong block truncate" dir="auto">
                  {review.words.split('\n')[0] || posts.untitled}
                </span>
                <span className="small block text-ink-3" dir="auto">
                  {factsOf(review)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsOf({ username, asked, publishAt, timeZone }: WaitingReview): string {
  return [
    username ? `@${username}` : posts.noAccount,
    panel.askedBy(asked.name || panel.somebody, moment(asked.at)),
    publishAt && timeZone && words.wished(fullMoment(publishAt, timeZone)),
  ]
    .filter(Boolean)
    .join(', ');
}
