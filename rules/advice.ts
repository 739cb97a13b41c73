import { unless, type Breach, type Field } from './breach.ts';
import { capabilitiesOf } from './capabilities.ts';
import { spellRatio } from './image.ts';
import { cropped } from './preflight-image.ts';
import type { PostFacts } from './preflight.ts';

/** What Instagram takes and a person may want to know: it stops nothing. */
export function adviseOnPost(post: PostFacts): Breach[] {
  return [...adviseOnShapes(post), ...adviseOnAltText(post), ...adviseOnUnsent(post)];
}

function adviseOnShapes({ kind, items }: PostFacts): Breach[] {
  const shapes = items.flatMap(({ file, crop }) => (file ? [cropped(file, crop)] : []));
  const [first] = shapes;
  if (!first) return [];
  const shape = spellRatio(first.width, first.height);
  if (kind === 'carousel')
    return unless(
      shapes.every(({ width, height }) => spellRatio(width, height) === shape),
      () => ({
        rule: 'carousel_shapes',
        sentence: `Instagram cuts every file of a carousel to the shape of the first, which is ${shape}.`,
        fix: 'Crop them to the same shape to choose what is seen.',
        field: 'items',
      }),
    );
  return unless(kind === 'image' || shape === '9:16', () => ({
    rule: 'upright_shape',
    sentence: `This is ${shape}; Instagram fills a phone’s screen with 9:16.`,
    fix: 'Crop it to 9:16, or leave the space beside it.',
    field: 'items',
  }));
}

function adviseOnAltText({ kind, login, items }: PostFacts): Breach[] {
  if (!capabilitiesOf(kind, login).altText) return [];
  return items.flatMap(({ file, altText }, item) =>
    unless(file?.sort !== 'image' || altText.trim() !== '', () => ({
      rule: 'alt_text_missing',
      sentence: 'A picture has no alternative text for people who cannot see it.',
      fix: 'Write what it shows.',
      field: 'altText',
      item,
    })),
  );
}

/** What was written for another kind or another login is kept, and not sent. */
function adviseOnUnsent({ kind, login, caption, firstComment, items, settings }: PostFacts): Breach[] {
  const can = capabilitiesOf(kind, login);
  const isKept = (has: (item: PostFacts['items'][number], sort: 'image' | 'video') => boolean) =>
    items.some((item) => item.file && has(item, item.file.sort));
  const unsent: [Field, string, boolean][] = [
    ['caption', 'caption', !can.caption && caption.trim() !== ''],
    ['firstComment', 'first comment', !can.firstComment && firstComment.trim() !== ''],
    ['people', 'tagged people', isKept(({ people }, sort) => people.length > 0 && !can.people[sort])],
    [
      'products',
      'tagged products',
      isKept(({ products }, sort) => products.length > 0 && !can.products[sort]),
    ],
    ['location', 'place', !can.location && settings.location !== null],
    ['collaborators', 'collaborators', !can.collaborators && settings.collaborators.length > 0],
    ['isPaidPartnership', 'paid label', !can.isPaidPartnership && settings.isPaidPartnership],
  ];
  return unsent
    .filter(([, , isUnsent]) => isUnsent)
    .map(([field, words]) => ({
      rule: 'not_sent',
      sentence: `The ${words} of this post will not be sent: Instagram takes none here.`,
      fix: 'Remove it, or make it another kind of post.',
      field,
    }));
}
