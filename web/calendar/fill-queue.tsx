import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { entryOf, type ErrorCode } from '#contract/errors.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { firstWords } from '../posts/first-words.ts';
import { MorePosts } from '../posts/more-posts.tsx';
import { unplannedQuery } from '../posts/queries.ts';
import { queue as words } from './strings.ts';

/** Drafts of the account without a time, to be put into its free slots in the order they are chosen. */
export function FillQueue({ workspaceId, connectionId }: { workspaceId: string; connectionId: string }) {
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(unplannedQuery(workspaceId, connectionId));
  const [chosen, setChosen] = useState<string[]>([]);
  const fill = useMutation({
    mutationFn: (postIds: string[]) =>
      client.schedule.fillQueue({
        params: { workspaceId, connectionId },
        body: { postIds },
        key: crypto.randomUUID(),
      }),
    onSuccess: () => setChosen([]),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  const wordsOf = new Map(
    query.data?.pages.flatMap(({ posts }) => posts.map((post) => [post.id, firstWords(post)])),
  );
  const refused = fill.data?.posts.filter(({ refusal }) => refusal !== null) ?? [];
  return (
    <section>
      <h2 className="mb-1">{words.drafts}</h2>
      <p className="small mb-2 text-ink-3">{words.draftsMeaning}</p>
      <Loaded query={query} waiting={<BoneRows rows={2} />}>
        {({ pages }) => (
          <>
            <Drafts drafts={pages.flatMap(({ posts }) => posts)} chosen={chosen} onChoose={setChosen} />
            <MorePosts query={query} />
          </>
        )}
      </Loaded>
      {chosen.length > 0 && (
        <Button
          className="mt-3"
          working={fill.isPending && words.filling}
          onClick={() => fill.mutate(chosen.slice(0, 50))}
        >
          {words.fill(Math.min(50, chosen.length))}
        </Button>
      )}
      <output className="small mt-2 block text-ink-2">
        {fill.data && words.filled(fill.data.posts.length - refused.length)}
      </output>
      {refused.map(({ id, refusal }) => (
        <p key={id} className="small mt-1 text-danger">
          {words.notFilled(wordsOf.get(id) ?? id, entryOf(refusal as ErrorCode).message)}
        </p>
      ))}
      <ProblemNote error={fill.error} />
    </section>
  );
}

/** Each with its place in the order in which they were chosen. */
function Drafts(props: { drafts: Post[]; chosen: string[]; onChoose: (chosen: string[]) => void }) {
  const { drafts, chosen, onChoose } = props;
  if (drafts.length === 0) return <p className="text-ink-2">{words.noDrafts}</p>;
  return (
    <ul>
      {drafts.map((post) => {
        const place = chosen.indexOf(post.id) + 1;
        return (
          <li key={post.id} className="border-t border-line">
            <label className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                className="check"
                checked={place > 0}
                onChange={({ target }) =>
                  onChoose(
                    target.checked ? [...chosen, post.id] : chosen.filter((other) => other !== post.id),
                  )
                }
              />
              <span className="min-w-0 flex-1 truncate">{firstWords(post)}</span>
              {place > 0 && <span className="small text-ink-3">{place}</span>}
            </label>
          </li>
        );
      })}
    </ul>
  );
}
