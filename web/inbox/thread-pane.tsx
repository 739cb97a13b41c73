import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../app/loaded.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { threadQuery } from './queries.ts';
import { BackLink } from './back-link.tsx';
import type { PaneProps } from './pane-props.ts';
import { OpenThread } from './open-thread.tsx';

/** One conversation: waiting, failed, or there. On a phone it stands in place of the list. */
export function ThreadPane(props: PaneProps) {
  const query = useQuery(threadQuery(props.workspace.id, props.threadId));
  const failed = query.data === undefined && query.error !== null;
  return (
    <>
      <Loaded
        query={query}
        waiting={
          <section className="inbox-thread px-8 py-6">
            <BoneRows rows={3} />
          </section>
        }
      >
        {(view) => <OpenThread {...props} view={view} />}
      </Loaded>
      {failed && (
        <p className="px-4 pb-6 sm:hidden">
          <BackLink slug={props.workspace.slug} search={props.search} />
        </p>
      )}
    </>
  );
}
