import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { contract } from '#contract/index.ts';
import type { Asset } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Bone, Waiting } from '../look/skeleton.tsx';
import { usesQuery } from './queries.ts';
import { file as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** The posts that a file stands in; and, where it is in none, the way to remove it. */
export function FileUses(props: { asset: Asset; workspaceId: string; slug: string; onRemoved: () => void }) {
  const { asset, workspaceId } = props;
  const { workspace } = route.useRouteContext();
  const mayRemove = may(workspace.role, contract.library.remove.access);
  const query = useQuery(usesQuery(workspaceId, asset.id));
  return (
    <section>
      <h3 className="label">{words.uses}</h3>
      <Loaded
        query={query}
        waiting={
          <Waiting>
            <Bone className="h-[11px] w-2/5" />
          </Waiting>
        }
      >
        {(uses) =>
          uses.length === 0 ? (
            <>
              <p className="text-ink-2">{words.unused}</p>
              {mayRemove && <Remove asset={asset} workspaceId={workspaceId} onRemoved={props.onRemoved} />}
            </>
          ) : (
            <>
              <ul>
                {uses.map((use) => (
                  <li key={use.postId} className="border-b border-line py-1.5">
                    <Link
                      className="block truncate"
                      to="/w/$slug/posts/$postId"
                      params={{ slug: props.slug, postId: use.postId }}
                    >
                      {use.words || words.noWords}
                    </Link>
                  </li>
                ))}
              </ul>
              {mayRemove && <p className="hint">{words.usedMeaning}</p>}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Remove(props: { asset: Asset; workspaceId: string; onRemoved: () => void }) {
  const { asset, workspaceId } = props;
  const queryClient = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => client.library.remove({ params: { workspaceId, assetId: asset.id } }),
    onSuccess: async () => {
      props.onRemoved();
      queryClient.removeQueries({ queryKey: ['assets', workspaceId, asset.id] });
      await queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] });
    },
  });
  if (!isAsked)
    return (
      <Button kind="quiet" size="small" className="mt-2 -ml-2.5" onClick={() => setIsAsked(true)}>
        {words.remove}
      </Button>
    );
  return (
    <div className="mt-3">
      <p className="text-pretty text-ink-2">{words.removeMeaning}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={() => setIsAsked(false)}>
          {words.keep}
        </Button>
        <Button
          kind="danger"
          size="small"
          working={remove.isPending && words.removing}
          onClick={() => remove.mutate()}
        >
          {words.reallyRemove}
        </Button>
      </div>
      <ProblemNote error={remove.error} />
    </div>
  );
}
