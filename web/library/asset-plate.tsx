import { Link } from '@tanstack/react-router';
import { Clapperboard, Clock, TriangleAlert } from 'lucide-react';
import type { Asset } from '#contract/library.ts';
import { size } from '../look/moments.ts';
import { file, library as words } from './strings.ts';
import type { LibrarySearch } from './queries.ts';

/** One file in the grid. Silver: Instagram has none of them by lying here. */
export function AssetPlate(props: { asset: Asset; slug: string; search: LibrarySearch; mayEdit: boolean }) {
  const { asset } = props;
  const { width, height, sizeBytes } = asset.rendition;
  return (
    <li className="min-w-0">
      <Link
        className="asset-link"
        to="/w/$slug/library"
        params={{ slug: props.slug }}
        search={{ ...props.search, file: asset.id }}
        aria-label={words.open(asset.name)}
      >
        <span className="clip silver aspect-[4/5] w-full [--c:var(--clip)]">
          <img src={asset.pictureUrl} alt="" loading="lazy" />
        </span>
        <span className="strong mt-2.5 block truncate">{asset.name}</span>
      </Link>
      <p className="small flex items-center gap-1.5 text-ink-3">
        {asset.video && <Clapperboard size={14} aria-label={words.video} />}
        <span className="truncate">
          {asset.video ? file.seconds(asset.video.durationMs) : file.facts(width, height, size(sizeBytes))}
        </span>
      </p>
      {asset.conversion ? (
        <p
          className="status mt-1 !whitespace-normal"
          data-tint={asset.conversion === 'waiting' ? undefined : 'warning'}
        >
          {asset.conversion === 'waiting' ? (
            <Clock size={15} aria-hidden="true" />
          ) : (
            <TriangleAlert size={15} aria-hidden="true" />
          )}
          {words.conversion[asset.conversion]}
        </p>
      ) : null}
      {props.mayEdit && (
        <Link
          className="button mt-2"
          data-size="small"
          to="/w/$slug/posts/new"
          params={{ slug: props.slug }}
          search={{ asset: asset.id }}
        >
          {words.use}
        </Link>
      )}
    </li>
  );
}
