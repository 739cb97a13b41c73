import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { nameAction } from './audit-words.ts';
import { audit as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** What was done in the workspace. */
export function AuditPage() {
  const { workspace } = route.useRouteContext();
  const query = useQuery({
    queryKey: ['audit-events', workspace.id],
    queryFn: async () => (await client.audit.list({ params: { workspaceId: workspace.id } })).events,
  });
  return (
    <div>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <p className="-mt-3 mb-4 text-ink-2">{words.lede}</p>
      <Loaded query={query} waiting={<BoneRows rows={6} />}>
        {(events) =>
          events.length === 0 ? (
            <div className="py-4">
              <p className="voice">{words.emptyTitle}</p>
              <p className="mt-1 text-ink-2">{words.emptyMeaning}</p>
            </div>
          ) : (
            <table className="w-full text-start">
              <thead>
                <tr className="small border-b border-line text-ink-3">
                  <th className="py-2 pr-4 text-start font-normal">{words.when}</th>
                  <th className="py-2 pr-4 text-start font-normal">{words.what}</th>
                  <th className="py-2 text-start font-normal">{words.who}</th>
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <tr key={event.id} className="border-b border-line align-top">
                    <td className="small py-3 pr-4 whitespace-nowrap text-ink-3">
                      <time dateTime={event.at}>{moment(event.at)}</time>
                    </td>
                    <th scope="row" className="py-3 pr-4 text-start font-normal">
                      {nameAction(event.action)}
                      {typeof event.details['username'] === 'string' && ` @${event.details['username']}`}
                      <span className="id small block text-ink-3">{event.action}</span>
                    </th>
                    <td className="py-3">{event.userName ?? words.actors[event.actor]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </div>
  );
}
