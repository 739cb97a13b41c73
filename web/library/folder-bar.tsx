import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { contract } from '#contract/index.ts';
import { may } from '../app/may.ts';
import { Button } from '../look/button.tsx';
import { FolderNameDialog, RemoveFolderDialog } from './folder-dialogs.tsx';
import { foldersQuery, type LibrarySearch } from './queries.ts';
import { folders as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** The folders as tabs, and what can be done with them. */
export function FolderBar(props: {
  workspaceId: string;
  slug: string;
  search: LibrarySearch;
  mayEdit: boolean;
  onFolder: (folder: string | undefined) => void;
}) {
  const { workspaceId, search } = props;
  const { role } = route.useRouteContext().workspace;
  const { data: folders = [] } = useQuery(foldersQuery(workspaceId));
  const [dialog, setDialog] = useState<'create' | 'rename' | 'remove'>();
  const open = folders.find(({ id }) => id === search.folder);
  const close = () => setDialog(undefined);
  const tab = (folder: string | undefined, words: string, label?: string) => (
    <Link
      key={folder ?? 'all'}
      className="folder-tab"
      to="/w/$slug/library"
      params={{ slug: props.slug }}
      search={{ ...search, folder, file: undefined }}
      aria-current={search.folder === folder ? 'page' : undefined}
      aria-label={label}
    >
      {words}
    </Link>
  );
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-1 gap-y-2 border-b border-line pb-2">
      <nav className="flex min-w-0 flex-wrap gap-1" aria-label={words.heading}>
        {tab(undefined, words.all)}
        {folders.map(({ id, name, files }) => tab(id, name, words.named(name, files)))}
        {folders.length > 0 && tab('none', words.none)}
      </nav>
      {props.mayEdit && (
        <div className="flex flex-wrap gap-1">
          <Button kind="quiet" size="small" onClick={() => setDialog('create')}>
            <FolderPlus size={15} aria-hidden="true" />
            {words.create}
          </Button>
          {open && (
            <>
              {may(role, contract.library.renameFolder.access) && (
                <Button kind="quiet" size="small" onClick={() => setDialog('rename')}>
                  {words.rename}
                </Button>
              )}
              {may(role, contract.library.removeFolder.access) && (
                <Button kind="quiet" size="small" onClick={() => setDialog('remove')}>
                  {words.remove}
                </Button>
              )}
            </>
          )}
        </div>
      )}
      {dialog === 'create' && (
        <FolderNameDialog
          workspaceId={workspaceId}
          onClose={close}
          onSaved={({ id }) => {
            close();
            props.onFolder(id);
          }}
        />
      )}
      {dialog === 'rename' && open && (
        <FolderNameDialog workspaceId={workspaceId} folder={open} onClose={close} onSaved={close} />
      )}
      {dialog === 'remove' && open && (
        <RemoveFolderDialog
          workspaceId={workspaceId}
          folder={open}
          onClose={close}
          onRemoved={() => {
            close();
            props.onFolder(undefined);
          }}
        />
      )}
    </div>
  );
}
