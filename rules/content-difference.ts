import { wordDifference, type WordRun } from './word-difference.ts';

/** What of a file a post sets. */
export interface ReviewedItem {
  assetId: string;
  altText: string;
  crop: unknown;
  people: unknown;
  products: unknown;
}

/** The content of a post, as the contract of posts names it. */
export interface ReviewedContent<Kind extends string = string> {
  kind: Kind;
  caption: string;
  firstComment: string;
  items: readonly ReviewedItem[];
  settings: Readonly<Record<string, unknown>> | object;
}

interface FileChange {
  assetId: string;
  is: 'added' | 'removed' | 'moved' | 'changed';
  /** Places from 0. */
  before: number | null;
  after: number | null;
  altText: WordRun[] | null;
  cropChanged: boolean;
  tagsChanged: boolean;
}

export interface ContentDifference<Kind extends string = string> {
  caption: WordRun[] | null;
  firstComment: WordRun[] | null;
  kind: { before: Kind; after: Kind } | null;
  settings: { name: string; before: unknown; after: unknown }[];
  files: FileChange[];
}

/** What changed from one content to another, null where nothing did. */
export function contentDifference<Kind extends string>(
  before: ReviewedContent<Kind>,
  after: ReviewedContent<Kind>,
): ContentDifference<Kind> | null {
  const difference = {
    caption: wordDifference(before.caption, after.caption),
    firstComment: wordDifference(before.firstComment, after.firstComment),
    kind: before.kind === after.kind ? null : { before: before.kind, after: after.kind },
    settings: settingsChanged(before.settings, after.settings),
    files: filesChanged(before.items, after.items),
  };
  const { caption, firstComment, kind, settings, files } = difference;
  return caption || firstComment || kind || settings.length + files.length > 0 ? difference : null;
}

function settingsChanged(before: object, after: object): ContentDifference['settings'] {
  const [one, other] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return names
    .filter((name) => !isSame(one[name], other[name]))
    .map((name) => ({ name, before: one[name] ?? null, after: other[name] ?? null }));
}

/** A file that stands in a post twice is told apart by its turn. */
function filesChanged(before: readonly ReviewedItem[], after: readonly ReviewedItem[]): FileChange[] {
  const [one, other] = [byTurn(before), byTurn(after)];
  const stayed = [...one.keys()].filter((key) => other.has(key));
  const orderAfter = [...other.keys()].filter((key) => one.has(key));
  const changes: FileChange[] = [];
  for (const [key, { item, place }] of other) {
    const was = one.get(key);
    if (!was) {
      changes.push({ ...unchanged, assetId: item.assetId, is: 'added', before: null, after: place });
      continue;
    }
    // Places shift when another file comes or goes; moved is what changed its order among those that stayed.
    const isMoved = stayed.indexOf(key) !== orderAfter.indexOf(key);
    const altText = wordDifference(was.item.altText, item.altText);
    const cropChanged = !isSame(was.item.crop, item.crop);
    const tagsChanged = !isSame([was.item.people, was.item.products], [item.people, item.products]);
    if (isMoved || altText || cropChanged || tagsChanged)
      changes.push({
        assetId: item.assetId,
        is: isMoved ? 'moved' : 'changed',
        before: was.place,
        after: place,
        altText,
        cropChanged,
        tagsChanged,
      });
  }
  for (const [key, { item, place }] of one)
    if (!other.has(key))
      changes.push({ ...unchanged, assetId: item.assetId, is: 'removed', before: place, after: null });
  return changes;
}

const unchanged = { altText: null, cropChanged: false, tagsChanged: false };

function byTurn(items: readonly ReviewedItem[]): Map<string, { item: ReviewedItem; place: number }> {
  const turns = new Map<string, number>();
  return new Map(
    items.map((item, place) => {
      const turn = turns.get(item.assetId) ?? 0;
      turns.set(item.assetId, turn + 1);
      return [`${item.assetId} ${turn}`, { item, place }];
    }),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with its names in order, so that the same content is the same text however it was kept. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}
