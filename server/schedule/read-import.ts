import type { Connection } from '#contract/connections.ts';
import type { Asset } from '#contract/library.ts';
import { postContent, postKind, type PostContent, type PostKind } from '#contract/posts.ts';
import type { ImportRow } from '#contract/schedule.ts';
import { csvColumns, mostCsvRows, parseCsv, type CsvColumn, type CsvLine } from '#rules/schedule-csv.ts';
import { AppError } from '../app-error.ts';
import { listConnections } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { preflightPost } from '../posts/index.ts';
import { fetchMedia, findMedia, type CalledMedia } from './find-media.ts';
import { accountsBelow } from '../workspaces/index.ts';
import { readCellTime } from './read-cell-time.ts';

/** A row that can be made into a post. */
export interface ImportablePost {
  content: PostContent;
  connection: Connection;
  at: Date | null;
  isScheduled: boolean;
}

type Cells = Record<CsvColumn, string>;
type RowError = ImportRow['errors'][number];

/**
 * Reads a file of posts: what each row would make, and why it cannot. Writes nothing, unless the files that are called by
 * address are to be fetched: they come into the library. Throws `invalid_input` for what is no such file.
 */
export async function readImport(
  ctx: Context,
  member: Member,
  csv: string,
  addresses: 'fetch' | 'leave',
): Promise<{ rows: ImportRow[]; posts: ImportablePost[] }> {
  const lines = readLines(csv);
  // A file makes posts: of other accounts than those the member may publish to it knows nothing.
  const connections = await listConnections(ctx, member.workspaceId, accountsBelow(member, 'publisher'));
  const called = await findMedia(
    ctx,
    member.workspaceId,
    lines.flatMap(({ cells }) => split(cells.media)),
  );
  const needsApproval = await ctx.approvals.isRequired(ctx, member.workspaceId);
  const media = addresses === 'fetch' ? await fetchMedia(ctx, member, called) : called;
  const [rows, posts]: [ImportRow[], ImportablePost[]] = [[], []];
  for (const { line, cells } of lines) {
    const errors: RowError[] = [];
    // Nothing new is approved: told while it can be mended, and not when all of it is refused.
    if (needsApproval && stateOf(cells) === 'scheduled')
      errors.push({
        column: 'state',
        message: 'This workspace publishes only what was approved. Write draft, and ask for approval.',
      });
    const post = readPost(ctx, cells, { connections, media, errors });
    if (post && errors.length === 0) await preflight(ctx, member, post, errors);
    if (post && errors.length === 0) posts.push(post);
    rows.push({
      line,
      account: cells.account,
      state: stateOf(cells),
      wallTime: cells.date_time.replace(' ', 'T').slice(0, 16) || null,
      words: cells.caption.slice(0, 120),
      fetches: split(cells.media).filter((name) => media.get(name) === 'address').length,
      errors,
    });
  }
  return { rows, posts };
}

function readLines(csv: string): { line: number; cells: Cells }[] {
  const lines = parseCsv(csv);
  if (!lines) throw refusal('A quotation mark is never closed.');
  const [header, ...rest] = lines;
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const strange = names.find((name) => !csvColumns.includes(name as CsvColumn));
  if (strange !== undefined) throw refusal(`The column “${strange.slice(0, 40)}” is not known.`);
  for (const needed of ['account', 'media'] as const)
    if (!names.includes(needed)) throw refusal(`The column “${needed}” is missing.`);
  if (rest.length === 0) throw refusal('There is no row below the header.');
  if (rest.length > mostCsvRows)
    throw refusal(`A file may have ${mostCsvRows} rows; this has ${rest.length}.`);
  return rest.map((line) => ({ line: line.line, cells: cellsOf(names as CsvColumn[], line) }));
}

function cellsOf(names: CsvColumn[], { cells }: CsvLine): Cells {
  const found = Object.fromEntries(csvColumns.map((name) => [name, ''])) as Cells;
  for (const [i, name] of names.entries()) found[name] = (cells[i] ?? '').trim();
  return found;
}

function stateOf({ state, date_time }: Cells): 'draft' | 'scheduled' {
  if (state === '') return date_time === '' ? 'draft' : 'scheduled';
  return state.toLowerCase() === 'draft' ? 'draft' : 'scheduled';
}

function readPost(
  ctx: Context,
  cells: Cells,
  {
    connections,
    media,
    errors,
  }: { connections: Connection[]; media: Map<string, CalledMedia>; errors: RowError[] },
): ImportablePost | undefined {
  const tell = (column: CsvColumn, message: string) => errors.push({ column, message });
  const name = cells.account.replace(/^@/, '').toLowerCase();
  const connection = connections.find(({ username }) => username.toLowerCase() === name);
  if (!connection) tell('account', 'This account is not connected.');
  if (!['', 'draft', 'scheduled'].includes(cells.state.toLowerCase()))
    tell('state', 'Write draft or scheduled.');
  const isScheduled = stateOf(cells) === 'scheduled';
  if (isScheduled && connection && connection.state !== 'active')
    tell('account', 'This account needs to be reconnected before a post can be scheduled.');
  if (isScheduled && cells.date_time === '') tell('date_time', 'A scheduled post needs a day and a time.');
  const time =
    connection && cells.date_time !== '' ? readCellTime(ctx, cells.date_time, connection.timeZone) : null;
  if (time && 'wrong' in time) tell('date_time', time.wrong);
  const at = time && 'at' in time ? time.at : null;

  const assets: Asset[] = [];
  let isFetchedLater = false;
  for (const each of split(cells.media)) {
    const found = media.get(each);
    if (found === 'address') isFetchedLater = true;
    else if (found && 'id' in found) assets.push(found);
    else tell('media', found?.sentence ?? '');
  }
  // What the file is, and so whether the post is whole, shows when it has come.
  if (isFetchedLater) return undefined;
  if (assets.length === 0 && errors.length === 0) tell('media', 'A post needs a file.');
  const kind = kindOf(cells.kind, assets);
  if (!kind) tell('kind', `Write one of ${postKind.options.join(', ')}.`);
  const texts = split(cells.alt_text);
  const content = postContent.safeParse({
    connectionId: connection?.id,
    kind,
    items: assets.map(({ id }, i) => ({ assetId: id, altText: texts[i] ?? '' })),
    caption: cells.caption,
    firstComment: cells.first_comment,
  });
  if (!content.success) {
    if (errors.length === 0) tell('caption', content.error.issues[0]?.message ?? 'This row is not right.');
    return undefined;
  }
  return connection && { content: content.data, connection, at, isScheduled };
}

function kindOf(name: string, assets: Asset[]): PostKind | undefined {
  if (name !== '') return postKind.safeParse(name.toLowerCase()).data;
  if (assets.length > 1) return 'carousel';
  return assets[0]?.kind === 'video' ? 'reel' : 'image';
}

/** What would be refused when it is scheduled is told now; a draft may be unfinished. */
async function preflight(
  ctx: Context,
  member: Member,
  post: ImportablePost,
  errors: RowError[],
): Promise<void> {
  if (!post.isScheduled) return;
  const { breaches, reach } = await preflightPost(ctx, member, post.content);
  for (const { sentence, fix } of breaches) errors.push({ column: '', message: `${sentence} ${fix}` });
  if (reach.state === 'wrong_bytes') errors.push({ column: 'media', message: reach.sentence });
}

function split(cell: string): string[] {
  return cell === '' ? [] : cell.split('|').map((each) => each.trim());
}

function refusal(message: string): AppError {
  return new AppError('invalid_input', { details: { fields: [{ path: 'csv', message }] } });
}
