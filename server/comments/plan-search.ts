import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';

/** How words are looked for in comments; the alias of the table is `comment`. */
export interface SearchPlan {
  isFound: RawBuilder<boolean>;
  /** The same by the index of words; absent where the index knows nothing of what is looked for. */
  byIndex?: RawBuilder<boolean>;
}

interface Asked {
  word: string;
  /** As the index holds what PostgreSQL takes for no words; empty for a word of letters and spaces around it. */
  signs: string[];
}

/**
 * All words of a search. Words of letters count as words, the last one by its beginning. Words with emoji or of a script
 * without spaces stand somewhere in the text, letter by letter; their signs lead to them. What holds neither, like marks alone,
 * is compared as it is, and only among the newest threads.
 */
export async function planSearch(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  search: string,
): Promise<SearchPlan> {
  const clean = search.replaceAll('\0', '').toWellFormed().trim();
  const asked = await findSigns(ctx, clean.split(/\s+/u));
  const signed = asked.filter(({ signs }) => signs.length > 0);
  const plain = asked.filter(({ signs }) => signs.length === 0).map(({ word }) => word);
  const query = await queryOf(ctx, plain);
  if (query === '' && signed.length === 0) return { isFound: stands(clean) };
  const known = [...(query === '' ? [] : [`(${query})`]), ...signed.map(({ signs }) => queryOfSigns(signs))];
  const words = known.join(' & ');
  const letters = signed.map(({ word }) => stands(word));
  return {
    isFound: all([sql<boolean>`comment.words @@ ${words}::tsquery`, ...letters]),
    byIndex: all([sql<boolean>`comment.words @@ ${`${words} & 'ws:${workspaceId}'`}::tsquery`, ...letters]),
  };
}

async function findSigns(ctx: Pick<Context, 'db'>, words: string[]): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select word, inbox_signs(word) as signs from unnest(${words}::text[]) with ordinality as asked (word, place)
    order by place`.execute(ctx.db);
  return rows;
}

/** As PostgreSQL takes words apart; empty when there are none. */
async function queryOf(ctx: Pick<Context, 'db'>, words: string[]): Promise<string> {
  if (words.length === 0) return '';
  const { rows } = await sql<{ query: string }>`
    select concat_ws(' & ',
      nullif(plainto_tsquery('simple', ${words.slice(0, -1).join(' ')})::text, ''),
      (select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ')
        from unnest(to_tsvector('simple', ${words.at(-1) ?? ''})))) as query`.execute(ctx.db);
  return rows[0]?.query ?? '';
}

/** Two letters as they are. A letter that ends a run may go on in the text; one that ends a pair is there already. */
function queryOfSigns(signs: string[]): string {
  const pairs = signs.filter((sign) => Array.from(sign).length > 1);
  const single = signs.filter((sign) => !pairs.includes(sign) && !pairs.some((pair) => pair.endsWith(sign)));
  return [...pairs.map((pair) => `'${pair}'`), ...single.map((sign) => `'${sign}':*`)].join(' & ');
}

function stands(word: string): RawBuilder<boolean> {
  return sql<boolean>`(strpos(lower(comment.text), lower(${word})) > 0
    or strpos(lower(coalesce(comment.username, '')), lower(${word})) > 0)`;
}

function all(tests: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(tests, sql` and `)})`;
}
