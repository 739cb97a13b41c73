import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Asset } from '#contract/library.ts';
import { Loaded } from '../../app/loaded.tsx';
import { libraryQuery } from '../../library/queries.ts';
import { Button } from '../../look/button.tsx';
import { BonePlates } from '../../look/skeleton.tsx';
import { library as words } from './strings.ts';

/** Between the last letter and the question to the server. */
const restMs = 250;

/** The whole library to choose from, newest first: page by page, or what a name or a label finds. */
export function LibraryShelf(props: {
  workspaceId: string;
  kind?: 'image' | 'video';
  shape: 'post' | 'reel';
  label: string;
  empty: string;
  isChosen: (assetId: string) => boolean;
  onToggle: (asset: Asset) => void;
  /** What stands beneath a plate. */
  mark?: (assetId: string) => number | undefined;
}) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim() || undefined), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useInfiniteQuery(libraryQuery(props.workspaceId, { search, kind: props.kind }));
  return (
    <>
      <input
        type="search"
        className="input mt-4"
        aria-label={words.search}
        placeholder={words.search}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="mt-4">
        <Loaded query={query} waiting={<BonePlates />}>
          {({ pages }) => {
            const assets = pages.flatMap((page) => page.assets);
            if (assets.length === 0)
              return <p className="text-ink-2">{search === undefined ? props.empty : words.noneFound}</p>;
            return (
              <ul className="pick-grid" aria-label={props.label}>
                {assets.map((asset) => (
                  <li key={asset.id}>
                    <button
                      type="button"
                      className="strip-plate"
                      aria-pressed={props.isChosen(asset.id)}
                      onClick={() => props.onToggle(asset)}
                    >
                      <span
                        className={`clip silver w-full ${props.shape === 'reel' ? 'aspect-[9/16]' : 'aspect-[4/5]'}`}
                      >
                        <img
                          src={asset.pictureUrl}
                          alt={asset.video ? `${asset.name}, ${words.video}` : asset.name}
                          loading="lazy"
                        />
                      </span>
                      {props.mark && (
                        <span className="micro block h-4 text-ink-3" aria-hidden="true">
                          {props.mark(asset.id)}
                        </span>
                      )}
                    </button>
                  </li>
                ))}
                {query.hasNextPage && (
                  <li className="col-span-full">
                    <Button
                      size="small"
                      working={query.isFetchingNextPage && words.loadingMore}
                      onClick={() => void query.fetchNextPage()}
                    >
                      {words.more}
                    </Button>
                  </li>
                )}
              </ul>
            );
          }}
        </Loaded>
      </div>
    </>
  );
}
