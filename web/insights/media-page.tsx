import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { Loaded } from '../app/loaded.tsx';
import { Button } from '../look/button.tsx';
import { DayField } from '../look/day-field.tsx';
import { Select } from '../look/select.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { kinds } from '../media/strings.ts';
import { FiguresTable } from './figures-table.tsx';
import { InsightsHead, OfAccount, type Whose } from './insights-frame.tsx';
import { NamedMetrics } from './named-metrics.tsx';
import {
  csvAddress,
  mediaInsightsQuery,
  mediaKinds,
  mediaSorts,
  type MediaInsightsSearch,
} from './queries.ts';
import { insights, mediaPage as words, metricName } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug/insights/media');
const columns = ['reach', 'views', 'likes', 'comments', 'saved', 'shares'];

/** Everything that was posted, with its figures, sorted by any of them. */
export function MediaInsightsPage() {
  const search = route.useSearch();
  return (
    <OfAccount account={search.account}>
      {(whose) => <MediaOf key={whose.connection.id} whose={whose} search={search} />}
    </OfAccount>
  );
}

function MediaOf({ whose, search }: { whose: Whose; search: MediaInsightsSearch }) {
  const navigate = route.useNavigate();
  const { account: _, ...asked } = search;
  const query = useInfiniteQuery(mediaInsightsQuery(whose.at, asked));
  const change = (part: Partial<MediaInsightsSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true, resetScroll: false });
  const sort = search.sort ?? 'posted_at';
  const metrics = sort === 'posted_at' ? columns : [sort, ...columns.filter((metric) => metric !== sort)];
  const isNarrowed = Boolean(search.kind ?? search.since ?? search.until);
  return (
    <>
      <InsightsHead
        whose={whose}
        facts={words.facts}
        onAccount={(account) => void navigate({ search: { ...search, account } })}
      >
        <a className="button" href={csvAddress(whose.at, 'media', asked)}>
          <Download size={16} aria-hidden="true" />
          {insights.csv}
        </a>
      </InsightsHead>
      <Narrowing search={search} onChange={change} />
      <Loaded query={query} waiting={<BoneRows rows={6} />}>
        {({ pages }) => {
          const media = pages.flatMap((page) => page.media);
          if (media.length === 0)
            return (
              <div>
                <p className="voice">{isNarrowed ? words.none : words.noneYet}</p>
                {!isNarrowed && <p className="mt-1 text-ink-2">{words.noneYetMeaning}</p>}
              </div>
            );
          return (
            <>
              <FiguresTable whose={whose} media={media} metrics={metrics} sort={sort} />
              {query.hasNextPage && (
                <Button
                  className="mt-6"
                  working={query.isFetchingNextPage && words.loadingMore}
                  onClick={() => void query.fetchNextPage()}
                >
                  {words.more}
                </Button>
              )}
              <NamedMetrics named={pages[0]?.named ?? []} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Narrowing(props: {
  search: MediaInsightsSearch;
  onChange: (part: Partial<MediaInsightsSearch>) => void;
}) {
  const { search, onChange } = props;
  return (
    <search className="mb-5 flex flex-wrap items-center gap-3">
      <Select
        aria-label={words.kind}
        value={search.kind ?? ''}
        onChange={({ target }) => onChange({ kind: mediaKinds.find((kind) => kind === target.value) })}
      >
        <option value="">{words.anyKind}</option>
        {mediaKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kinds[kind]}
          </option>
        ))}
      </Select>
      <Select
        aria-label={words.sort}
        value={search.sort ?? 'posted_at'}
        onChange={({ target }) => onChange({ sort: mediaSorts.find((sort) => sort === target.value) })}
      >
        {mediaSorts.map((sort) => (
          <option key={sort} value={sort}>
            {sort === 'posted_at' ? words.newest : words.sortBy(metricName(sort))}
          </option>
        ))}
      </Select>
      <DayField label={words.since} value={search.since} onChange={(since) => onChange({ since })} />
      <DayField label={words.until} value={search.until} onChange={(until) => onChange({ until })} />
    </search>
  );
}
