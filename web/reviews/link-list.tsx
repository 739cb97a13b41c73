import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReviewLink } from '#contract/review-links.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { day, moment } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { linksQuery } from './queries.ts';
import { links as words } from './strings.ts';
import { weekInWords } from './week-in-words.ts';

/** The links that were made, the newest first: for whom, how long, when last used, and Revoke. */
export function LinkList(props: { workspaceId: string; of: { postId?: string; connectionId?: string } }) {
  const query = useQuery(linksQuery(props.workspaceId, props.of));
  return (
    <Loaded query={query} waiting={<BoneRows rows={1} />}>
      {(made) =>
        made.length === 0 ? (
          <p className="text-ink-3">{words.none}</p>
        ) : (
          <ul className="border-t border-line">
            {made.map((link) => (
              <LinkRow key={link.id} workspaceId={props.workspaceId} link={link} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function LinkRow({ workspaceId, link }: { workspaceId: string; link: ReviewLink }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.reviewLinks.revoke({ params: { workspaceId, linkId: link.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['review-links', workspaceId] }),
  });
  const isOpen = link.state === 'open';
  return (
    <li className="border-b border-line py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className={`truncate ${isOpen ? 'strong' : 'text-ink-3'}`} dir="auto">
            {link.label}
          </p>
          <p className="small text-ink-3">{factsOf(link)}</p>
        </div>
        {isOpen && (
          <Button
            size="small"
            aria-label={words.revokeNamed(link.label)}
            working={revoke.isPending && words.revoking}
            onClick={() => revoke.mutate()}
          >
            {words.revoke}
          </Button>
        )}
      </div>
      <ProblemNote error={revoke.error} />
    </li>
  );
}

function factsOf(link: ReviewLink): string {
  const { scope, state } = link;
  const shows = scope.of === 'post' ? words.scope.post : words.scope.week(...weekInWords(scope.monday));
  return [
    shows,
    state === 'open' ? (link.mayDecide ? words.decides : words.comments) : words.states[state],
    link.lastUsedAt ? words.lastUsed(moment(link.lastUsedAt)) : words.neverUsed,
    state === 'open' && words.until(day(link.expiresAt)),
    words.madeBy(link.createdBy),
  ]
    .filter(Boolean)
    .join(', ');
}
