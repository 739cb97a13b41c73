import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { BonePlates } from '../look/skeleton.tsx';
import { AddFromAddress } from './add-from-address.tsx';
import { AssetPlate } from './asset-plate.tsx';
import { FileDialog } from './file-dialog.tsx';
import { FolderBar } from './folder-bar.tsx';
import { LibraryFilters } from './library-filters.tsx';
import { libraryQuery, type LibrarySearch } from './queries.ts';
import { address, library as words, upload } from './strings.ts';
import { UploadPanel } from './upload-panel.tsx';
import { useDroppedFiles } from './use-dropped-files.ts';
import { useUploadQueue } from './use-upload-queue.ts';
import './library.css';

const route = getRouteApi('/signed-in/w/$slug/library');

const accepted = 'image/jpeg,image/png,image/webp,image/heic,image/heif,video/mp4,video/quicktime,video/webm';

/** Pictures and videos of a workspace: adding, finding, filing them. */
export function LibraryPage() {
  const { workspace } = route.useRouteContext();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(libraryQuery(workspace.id, search));
  const { queue, files } = useUploadQueue(workspace.id);
  const [isAsking, setIsAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const mayEdit = may(workspace.role, contract.library.store.access);
  const folderId = search.folder && search.folder !== 'none' ? search.folder : null;
  const isOver = useDroppedFiles(mayEdit, (dropped) => queue.add(dropped, folderId));
  const change = (part: Partial<LibrarySearch>) =>
    void navigate({ search: { ...search, ...part }, replace: !('file' in part), resetScroll: false });
  const limits = query.data?.pages[0]?.limits;
  return (
    <div className="max-w-[76rem]">
      <div className="page-head">
        <Heading>{words.title}</Heading>
        {mayEdit && (
          <div className="flex flex-wrap gap-2.5 sm:ml-auto">
            <Button onClick={() => setIsAsking(true)}>{address.open}</Button>
            <Button kind="light" onClick={() => input.current?.click()}>
              <Plus size={16} aria-hidden="true" />
              {upload.add}
            </Button>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              accept={accepted}
              onChange={({ target }) => {
                queue.add([...(target.files ?? [])], folderId);
                target.value = '';
              }}
            />
          </div>
        )}
      </div>
      <p className="-mt-3 mb-6 max-w-[42rem] text-pretty text-ink-2">
        {words.lede} {mayEdit && limits && upload.limits(limits.imageBytes, limits.videoBytes)}
      </p>
      <UploadPanel queue={queue} files={files} />
      <FolderBar
        workspaceId={workspace.id}
        slug={workspace.slug}
        search={search}
        mayEdit={mayEdit}
        onFolder={(folder) => change({ folder })}
      />
      <LibraryFilters key={workspace.id} workspaceId={workspace.id} search={search} onChange={change} />
      <Loaded query={query} waiting={<BonePlates />}>
        {({ pages }) => {
          const assets = pages.flatMap((page) => page.assets);
          if (assets.length === 0)
            return <Nothing search={search} onAll={() => void navigate({ search: {} })} />;
          return (
            <>
              <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-5 gap-y-7">
                {assets.map((asset) => (
                  <AssetPlate
                    key={asset.id}
                    asset={asset}
                    slug={workspace.slug}
                    search={search}
                    mayEdit={mayEdit}
                  />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button
                  className="mt-8"
                  working={query.isFetchingNextPage && words.loadingMore}
                  onClick={() => void query.fetchNextPage()}
                >
                  {words.more}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
      {search.file && (
        <FileDialog
          assetId={search.file}
          workspaceId={workspace.id}
          slug={workspace.slug}
          mayEdit={mayEdit}
          onClose={() => change({ file: undefined })}
        />
      )}
      {isAsking && (
        <AddFromAddress
          workspaceId={workspace.id}
          folderId={folderId}
          onClose={() => setIsAsking(false)}
          onStored={(file) => {
            setIsAsking(false);
            change({ file });
          }}
        />
      )}
      {isOver && (
        <div className="drop-veil">
          <p className="voice">{upload.over}</p>
        </div>
      )}
    </div>
  );
}

function Nothing({ search, onAll }: { search: LibrarySearch; onAll: () => void }) {
  const isNarrowed = Boolean(search.search ?? search.label ?? search.kind ?? search.folder);
  if (isNarrowed)
    return (
      <div>
        <p className="voice">{words.nothingFound}</p>
        <Button size="small" className="mt-3" onClick={onAll}>
          {words.showAll}
        </Button>
      </div>
    );
  return (
    <div>
      <p className="voice">{words.emptyTitle}</p>
      <p className="mt-1 text-ink-2">{words.emptyMeaning}</p>
    </div>
  );
}
