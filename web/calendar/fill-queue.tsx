import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { entryOf, type ErrorCode } from '#contract/errors.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { firstWords } from '../posts/first-words.ts';
import { postsQuery } from '../posts/queries.ts';
import { queue as words } from './strings.ts';

/** Drafts of the account without a time, to be put into its free slots in the order they are chosen. */
export function FillQueue({ workspaceId, connectionId }: { workspaceId: string; connectionId: string }) {
  const queryClient = useQueryClient();
  const { data: posts = [] } = useQuery(postsQuery(workspaceId));
  const [chosen, setChosen] = useState<string[]>([]);
  const drafts = posts.filter(
    (post) => post.state === 'draft' && post.connectionId === connectionId && post.publishAt === null,
  );
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
  const wordsOf = (id: string) => {
    const post = posts.find((each) => each.id === id);
    return post ? firstWords(post) : id;
  };
  const refused = fill.data?.posts.filter(({ refusal }) => refusal !== null) ?? [];
  return (
    <section>
      <h2 className="mb-1">{words.drafts}</h2>
      <p className="small mb-2 text-ink-3">{words.draftsMeaning}</p>
      {drafts.length === 0 && <p className="text-ink-2">{words.noDrafts}</p>}
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
                  onChange={(event) =>
                    setChosen((before) =>
                      event.target.checked
                        ? [...before, post.id]
                        : before.filter((other) => other !== post.id),
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
          {words.notFilled(wordsOf(id), entryOf(refusal as ErrorCode).message)}
        </p>
      ))}
      <ProblemNote error={fill.error} />
    </section>
  );
}
