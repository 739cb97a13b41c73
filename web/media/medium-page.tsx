import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowUpRight, Ban } from 'lucide-react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import { firstWords } from '#rules/first-words.ts';
import { Loaded } from '../app/loaded.tsx';
import { mayWith } from '../app/may.ts';
import { connectionsQuery } from '../connections/queries.ts';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { Notice } from '../look/notice.tsx';
import { Bone, Waiting } from '../look/skeleton.tsx';
import { CommentsSwitch } from './comments-switch.tsx';
import { Conversations } from './conversations.tsx';
import { MediumFacts } from './medium-facts.tsx';
import { MediumFigures } from './medium-figures.tsx';
import { MediumPictures } from './medium-pictures.tsx';
import { mediumQuery, type MediaView } from './queries.ts';
import { RemoveMedium } from './remove-medium.tsx';
import { kinds, live, medium as words } from './strings.ts';
import { UseAgain } from './use-again.tsx';
import { WriteTroubles } from './write-troubles.tsx';
import './media.css';

const workspaceRoute = getRouteApi('/signed-in/w/$slug');
const route = getRouteApi('/signed-in/w/$slug/media/$connectionId/$mediaId');

/** One media as it is on Instagram: its pictures, how it does, what was written beneath it, and what can be done. */
export function MediumPage() {
  const { workspace } = workspaceRoute.useRouteContext();
  const { connectionId, mediaId } = route.useParams();
  const query = useQuery(mediumQuery({ workspaceId: workspace.id, connectionId, mediaId }));
  return (
    <div className="max-w-[76rem]">
      <p className="small mb-1">
        <Link
          className="text-ink-3"
          to="/w/$slug/media"
          params={{ slug: workspace.slug }}
          search={{ account: connectionId }}
        >
          {words.back}
        </Link>
      </p>
      <Loaded query={query} waiting={<OnItsWay />}>
        {(view) => <Medium view={view} workspace={workspace} connectionId={connectionId} />}
      </Loaded>
    </div>
  );
}

export interface MediumProps {
  view: MediaView;
  workspace: Workspace;
  connectionId: string;
  /** Instagram's id of the account; undefined until it is read. */
  account: string | undefined;
}

function Medium({ view, workspace, connectionId }: Omit<MediumProps, 'account'>) {
  const { media } = view;
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  const connection = connections?.find(({ id }) => id === connectionId);
  const account = connection?.instagramUserId;
  const props = { view, workspace, connectionId, account };
  return (
    <>
      <div className="page-head justify-between">
        <div className="min-w-0">
          <Heading>{firstWords(media.caption) || live.untitled}</Heading>
          <p className="small mt-1 text-ink-3">
            {connection && `@${connection.username}, `}
            {kinds[media.kind]}, {words.posted(moment(media.postedAt))}
          </p>
        </div>
        {mayWith(workspace, account, contract.media.copyToDraft.access) && <UseAgain {...props} />}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-14 gap-y-7 lg:grid-cols-[19.5rem_minmax(0,1fr)]">
        <aside className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <MediumPictures media={media} />
          <div className="flex flex-wrap gap-2.5">
            {media.permalink && media.goneAt === null && (
              <a className="button" href={media.permalink} target="_blank" rel="noreferrer">
                {words.open}
                <ArrowUpRight size={15} aria-hidden="true" />
              </a>
            )}
            {media.postId && (
              <Link
                className="button"
                data-kind="quiet"
                to="/w/$slug/posts/$postId"
                params={{ slug: workspace.slug, postId: media.postId }}
              >
                {words.ourPost}
              </Link>
            )}
          </div>
          <CommentsSwitch {...props} />
          <MediumFacts media={media} />
          {connection && <RemoveMedium {...props} username={connection.username} />}
        </aside>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-8">
          {media.goneAt && (
            <Notice icon={Ban} tint="plain" title={words.gone(moment(media.goneAt))}>
              {words.goneMeaning}
            </Notice>
          )}
          <WriteTroubles {...props} />
          <p className="read max-w-[42rem] break-words whitespace-pre-line text-ink-2">
            {media.caption || words.noCaption}
          </p>
          <MediumFigures figures={view.figures} />
          <Conversations {...props} />
        </div>
      </div>
    </>
  );
}

function OnItsWay() {
  return (
    <Waiting>
      <Bone className="mb-8 h-8 w-72 max-w-full" />
      <div className="grid gap-14 lg:grid-cols-[19.5rem_minmax(0,1fr)]">
        <Bone className="aspect-[4/5] w-full" />
        <div className="grid content-start gap-6">
          <Bone className="h-12 w-4/5" />
          <Bone className="h-28 w-full" />
        </div>
      </div>
    </Waiting>
  );
}
