import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Window } from '#contract/insights.ts';
import { Loaded } from '../app/loaded.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { FiguresTable } from './figures-table.tsx';
import type { Whose } from './insights-frame.tsx';
import { mediaInsightsQuery } from './queries.ts';
import { insights as words } from './strings.ts';

const few = 5;

/** What was posted in the window, most reach first. */
export function TopPosts({ whose, window }: { whose: Whose; window: Window }) {
  const query = useInfiniteQuery(mediaInsightsQuery(whose.at, { ...window, sort: 'reach' }, few));
  return (
    <section className="card insight-card" aria-labelledby="top-posts">
      <div className="card-head">
        <h2 className="strong" id="top-posts">
          {words.topPosts} <span>{words.topPostsBy}</span>
        </h2>
        <Link
          className="small print:hidden"
          to="/w/$slug/insights/media"
          params={{ slug: whose.workspace.slug }}
          search={{ account: whose.connection.id, ...window, sort: 'reach' }}
        >
          {words.allPosts}
        </Link>
      </div>
      <Loaded query={query} waiting={<BoneRows rows={3} />}>
        {({ pages }) => {
          const media = pages[0]?.media ?? [];
          if (media.length === 0) return <p className="text-ink-2">{words.noPosts}</p>;
          return (
            <FiguresTable
              whose={whose}
              media={media}
              metrics={['reach', 'views', 'saved', 'comments']}
              sort="reach"
            />
          );
        }}
      </Loaded>
    </section>
  );
}
