import { Clapperboard } from 'lucide-react';
import { useState } from 'react';
import type { LiveMedia } from '#contract/media.ts';
import { MediaPicture } from './media-picture.tsx';
import { medium as words } from './strings.ts';

/** The picture large; of a carousel the chosen part, with all parts to choose from beneath it. */
export function MediumPictures({ media }: { media: LiveMedia }) {
  const { children } = media;
  const [chosen, setChosen] = useState(0);
  const isLive = media.goneAt === null;
  const shown = children[chosen];
  return (
    <div className="min-w-0">
      <MediaPicture
        src={shown ? shown.pictureUrl : media.pictureUrl}
        alt={shown ? nameOf(children, chosen) : media.altText || words.pictureOf}
        isLive={isLive}
        isEager
        className="aspect-[4/5] w-full [--c:var(--clip)]"
      />
      {children.length > 1 && (
        <ul className="mt-2 grid grid-cols-5 gap-2" aria-label={words.parts}>
          {children.map((child, n) => (
            <li key={child.mediaId}>
              <button
                type="button"
                className="part"
                aria-label={nameOf(children, n)}
                aria-pressed={n === chosen}
                onClick={() => setChosen(n)}
              >
                <MediaPicture src={child.pictureUrl} alt="" isLive={isLive} className="aspect-[4/5] w-full" />
                {child.isVideo && <Clapperboard size={14} aria-hidden="true" />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function nameOf(children: LiveMedia['children'], n: number): string {
  return children[n]?.isVideo ? words.video(n + 1, children.length) : words.picture(n + 1, children.length);
}
