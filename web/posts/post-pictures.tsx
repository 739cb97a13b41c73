import type { Post } from '#contract/posts.ts';
import { CroppedPicture } from './composer/cropped-picture.tsx';
import { ratioOf } from './composer/crop-frame.ts';
import { page as words } from './strings.ts';

/** What the post is made of: the first file large, the others of a carousel small beneath it. Silver until it is live. */
export function PostPictures({ post }: { post: Post }) {
  const [first, ...others] = post.items;
  const look = post.state === 'published' ? 'live' : 'silver';
  const ratio = first?.asset ? ratioOf(first.asset.rendition, first.crop) : undefined;
  return (
    <div className="min-w-0">
      <span className={`clip [--c:var(--clip)] ${look}`} style={{ aspectRatio: ratio }}>
        {first?.asset && (
          <CroppedPicture
            asset={first.asset}
            crop={first.crop}
            plays={first.asset.video !== null}
            alt={first.altText || words.altPicture}
          />
        )}
      </span>
      {others.length > 0 && (
        <ul className="mt-2 grid grid-cols-4 gap-2">
          {others.map(({ asset, assetId, crop, altText }, i) => (
            <li key={`${assetId}:${i}`}>
              <span className={`clip ${look}`} style={{ aspectRatio: ratio }}>
                {asset && (
                  <CroppedPicture
                    asset={asset}
                    crop={crop}
                    ratio={ratio}
                    alt={altText || words.nthPicture(i + 2)}
                  />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
