import {
  Clapperboard,
  CircleDashed,
  FlaskConical,
  GalleryHorizontal,
  Image,
  type LucideIcon,
} from 'lucide-react';
import type { PostKind } from '#contract/posts.ts';
import { kinds as names, strip as words } from './strings.ts';

const icons: Record<PostKind, LucideIcon> = {
  image: Image,
  carousel: GalleryHorizontal,
  reel: Clapperboard,
  trial_reel: FlaskConical,
  image_story: CircleDashed,
  video_story: CircleDashed,
};

/** What the files can become; where there is only one thing, it is said and not asked. */
export function KindChoice(props: {
  offered: PostKind[];
  chosen: PostKind;
  onChoose: (kind: PostKind) => void;
}) {
  if (props.offered.length === 0) return null;
  return (
    <fieldset className="segmented mb-4 max-sm:flex max-sm:[&>button]:flex-1 max-sm:[&>button]:justify-center">
      <legend className="sr-only" id="kinds" tabIndex={-1}>
        {words.kind}
      </legend>
      {props.offered.map((kind) => {
        const Icon = icons[kind];
        return (
          <button
            key={kind}
            type="button"
            aria-pressed={kind === props.chosen}
            onClick={() => props.onChoose(kind)}
          >
            <Icon size={16} aria-hidden="true" />
            {names[kind]}
          </button>
        );
      })}
    </fieldset>
  );
}
