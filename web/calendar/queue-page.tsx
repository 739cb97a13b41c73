import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { connectionsQuery } from '../connections/queries.ts';
import { Heading } from '../look/heading.tsx';
import { Select } from '../look/select.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { FillQueue } from './fill-queue.tsx';
import { queueQuery } from './queries.ts';
import { SlotEditor } from './slot-editor.tsx';
import { queue as words } from './strings.ts';
import { UpcomingSlots } from './upcoming-slots.tsx';
import './calendar.css';

const route = getRouteApi('/signed-in/w/$slug/calendar/queue');

/** The hours of an account's week at which its next post goes out, the next of them, and drafts to put in. */
export function QueuePage() {
  const { workspace } = route.useRouteContext();
  const { account } = route.useSearch();
  const navigate = route.useNavigate();
  const connections = useQuery(connectionsQuery(workspace.id));
  const chosen = connections.data?.find(({ id }) => id === account) ?? connections.data?.[0];
  return (
    <div className="max-w-[42rem]">
      <div className="page-head">
        <Link
          className="button"
          data-kind="quiet"
          data-size="small"
          to="/w/$slug/calendar"
          params={{ slug: workspace.slug }}
          search={{}}
        >
          <ChevronLeft size={16} aria-hidden="true" />
          {words.back}
        </Link>
        <Heading>{words.title}</Heading>
      </div>
      <p className="read mb-6 text-ink-2">{words.lede}</p>
      <Loaded query={connections} waiting={<BoneRows />}>
        {(all) =>
          chosen ? (
            <>
              <label className="mb-6 flex flex-wrap items-center gap-3">
                <span className="text-ink-3">{words.account}</span>
                <Select
                  value={chosen.id}
                  onChange={(event) => void navigate({ search: { account: event.target.value } })}
                >
                  {all.map(({ id, username }) => (
                    <option key={id} value={id}>
                      @{username}
                    </option>
                  ))}
                </Select>
                <span className="small text-ink-3">{words.zone(chosen.timeZone)}</span>
              </label>
              <Queue
                key={chosen.id}
                workspaceId={workspace.id}
                connectionId={chosen.id}
                mayChange={may(workspace.role, contract.schedule.setSlots.access)}
              />
            </>
          ) : (
            <p className="voice">{words.noAccounts}</p>
          )
        }
      </Loaded>
    </div>
  );
}

function Queue(props: { workspaceId: string; connectionId: string; mayChange: boolean }) {
  const query = useQuery(queueQuery(props.workspaceId, props.connectionId));
  return (
    <Loaded query={query} waiting={<BoneRows />}>
      {({ slots, upcoming }) => (
        <div className="grid gap-8">
          <SlotEditor {...props} slots={slots} />
          <UpcomingSlots {...props} upcoming={upcoming} />
          {props.mayChange && slots.length > 0 && <FillQueue {...props} />}
        </div>
      )}
    </Loaded>
  );
}
