import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';

/** How words are looked for in comments; the alias of the table is `comment`. */
export interface SearchPlan {
  isFound: RawBuilder<boolean>;
  /** The same by the index of words; absent where words are not what is looked for. */
  byIndex?: RawBuilder<boolean>;
}

/** Scripts without spaces between words: PostgreSQL takes a whole sentence for one word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * All words of a search, the last one by its beginning. Signs alone, like emoji, and scripts without spaces are compared
 * letter by letter, and only among the newest threads.
 */
export async function planSearch(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  search: string,
): Promise<SearchPlan> {
  const clean = search.replaceAll('\0', '').toWellFormed().trim();
  const query = unspaced.test(clean) ? '' : await queryOf(ctx, clean.split(/\s+/u));
  if (query === '')
    return {
      isFound: sql<boolean>`(strpos(lower(comment.text), lower(${clean})) > 0
        or strpos(lower(coalesce(comment.username, '')), lower(${clean})) > 0)`,
    };
  return {
    isFound: sql<boolean>`comment.words @@ ${query}::tsquery`,
    byIndex: sql<boolean>`comment.words @@ ${`(${query}) & 'ws:${workspaceId}'`}::tsquery`,
  };
}

/** As PostgreSQL takes words apart; empty when there are none. */
async function queryOf(ctx: Pick<Context, 'db'>, words: string[]): Promise<string> {
  const { rows } = await sql<{ query: string }>`
    select concat_ws(' & ',
      nullif(plainto_tsquery('simple', ${words.slice(0, -1).join(' ')})::text, ''),
      (select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ')
        from unnest(to_tsvector('simple', ${words.at(-1) ?? ''})))) as query`.execute(ctx.db);
  return rows[0]?.query ?? '';
}
