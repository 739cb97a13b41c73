import type { ReactNode } from 'react';
import type { Post } from '#contract/posts.ts';
import { captionLimits, countCaption } from '#rules/caption.ts';
import { capabilitiesOf } from '#rules/capabilities.ts';
import { size } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { page as words } from './strings.ts';

/** What the post carries, as far as its kind takes it. */
export function PostFacts({ post }: { post: Post }) {
  const can = capabilitiesOf(post.kind, 'facebook');
  const { items, settings } = post;
  const [first] = items;
  const people = items.flatMap((item) => item.people.map(({ username }) => `@${username}`));
  const told = items.filter(({ altText }) => altText !== '').length;
  return (
    <dl className="facts mt-3.5 !grid-cols-[104px_minmax(0,1fr)] max-lg:hidden">
      {can.caption && (
        <Fact name={words.caption}>
          {words.characters(countCaption(post.caption).characters, captionLimits.characters)}
        </Fact>
      )}
      {can.altText && (
        <Fact name={words.altText}>
          {items.length > 1 ? words.altTexts(told, items.length) : first?.altText || look.missing}
        </Fact>
      )}
      {items.length === 1 && first?.asset && (
        <Fact name={first.asset.video ? words.video : words.picture}>
          {first.asset.rendition.width} × {first.asset.rendition.height},{' '}
          {size(first.asset.rendition.sizeBytes)}
          {first.asset.video && `, ${words.videoFacts((first.asset.video.durationMs / 1000).toFixed(1))}`}
        </Fact>
      )}
      {people.length > 0 && <Fact name={words.people}>{people.join(', ')}</Fact>}
      {can.collaborators && settings.collaborators.length > 0 && (
        <Fact name={words.collaborators}>{settings.collaborators.map((name) => `@${name}`).join(', ')}</Fact>
      )}
      {can.location && settings.location && (
        <Fact name={words.location}>{settings.location.name || settings.location.pageId}</Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
