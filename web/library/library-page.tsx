import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { contract } from '#contract/index.ts';
import type { Asset } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { size } from '../look/moments.ts';
import { BonePlates } from '../look/skeleton.tsx';
import { PictureDrop } from './picture-drop.tsx';
import { assetsQuery } from './queries.ts';
import { library as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** Uploaded pictures, newest first. All silver: Instagram has none of them by lying here. */
export function LibraryPage() {
  const { workspace } = route.useRouteContext();
  const query = useQuery(assetsQuery(workspace.id));
  const navigate = useNavigate();
  const mayEdit = may(workspace.role, contract.posts.create.access);
  return (
    <div className="max-w-[76rem]">
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <p className="-mt-3 mb-6 text-ink-2">{words.lede}</p>
      {mayEdit && (
        <div className="mb-8 max-w-[42rem]">
          <PictureDrop
            workspaceId={workspace.id}
            onStored={({ id }) =>
              void navigate({
                to: '/w/$slug/posts/new',
                params: { slug: workspace.slug },
                search: { asset: id },
              })
            }
          />
        </div>
      )}
      <Loaded query={query} waiting={<BonePlates />}>
        {(assets) =>
          assets.length === 0 ? (
            <div>
              <p className="voice">{words.emptyTitle}</p>
              <p className="mt-1 text-ink-2">{words.emptyMeaning}</p>
            </div>
          ) : (
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-x-5 gap-y-7">
              {assets.map((asset) => (
                <AssetPlate
                  key={asset.id}
                  asset={asset}
                  workspaceId={workspace.id}
                  slug={workspace.slug}
                  mayEdit={mayEdit}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function AssetPlate(props: { asset: Asset; workspaceId: string; slug: string; mayEdit: boolean }) {
  const { asset, workspaceId } = props;
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.library.remove({ params: { workspaceId, assetId: asset.id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] }),
  });
  return (
    <li>
      <span className="clip silver aspect-[4/5] w-full [--c:var(--clip)]">
        <img src={asset.pictureUrl} alt="" loading="lazy" />
      </span>
      <p className="strong mt-2.5 truncate">{asset.name}</p>
      <p className="small text-ink-3">
        {words.facts(asset.rendition.width, asset.rendition.height, size(asset.rendition.sizeBytes))}
      </p>
      {asset.breaches.length > 0 && (
        <p className="status mt-1 !whitespace-normal" data-tint="warning">
          <TriangleAlert size={15} aria-hidden="true" />
          {words.cannot}
        </p>
      )}
      {props.mayEdit && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Link
            className="button"
            data-size="small"
            to="/w/$slug/posts/new"
            params={{ slug: props.slug }}
            search={{ asset: asset.id }}
          >
            {words.use}
          </Link>
          <Button
            kind="quiet"
            size="small"
            aria-label={words.removeNamed(asset.name)}
            working={remove.isPending && words.removing}
            onClick={() => remove.mutate()}
          >
            {words.remove}
          </Button>
        </div>
      )}
      <ProblemNote error={remove.error} />
    </li>
  );
}
