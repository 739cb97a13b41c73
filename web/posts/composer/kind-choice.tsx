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
  const [only] = props.offered;
  if (!only) return null;
  if (props.offered.length === 1)
    return (
      <p className="small mb-3 flex items-center gap-1.5 text-ink-2" id="kinds" tabIndex={-1}>
        {icon(only)}
        {names[only]}
      </p>
    );
  return (
    <fieldset className="segmented mb-4 max-sm:flex max-sm:[&>button]:flex-1 max-sm:[&>button]:justify-center">
      <legend className="sr-only" id="kinds" tabIndex={-1}>
        {words.kind}
      </legend>
      {props.offered.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kind === props.chosen}
          onClick={() => props.onChoose(kind)}
        >
          {icon(kind)}
          {names[kind]}
        </button>
      ))}
    </fieldset>
  );
}

function icon(kind: PostKind) {
  const Icon = icons[kind];
  return <Icon size={16} aria-hidden="true" />;
}
