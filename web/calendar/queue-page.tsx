import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { mayWith } from '../app/may.ts';
import { connectionsQuery } from '../connections/queries.ts';
import { Select } from '../look/select.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { BesideCalendar } from './beside-calendar.tsx';
import { FillQueue } from './fill-queue.tsx';
import { queueQuery } from './queries.ts';
import { SlotEditor } from './slot-editor.tsx';
import { queue as words } from './strings.ts';
import { UpcomingSlots } from './upcoming-slots.tsx';

const route = getRouteApi('/signed-in/w/$slug/calendar/queue');

/** The hours of an account's week at which its next post goes out, the next of them, and drafts to put in. */
export function QueuePage() {
  const { workspace } = route.useRouteContext();
  const { account } = route.useSearch();
  const navigate = route.useNavigate();
  const connections = useQuery(connectionsQuery(workspace.id));
  const chosen = connections.data?.find(({ id }) => id === account) ?? connections.data?.[0];
  return (
    <BesideCalendar title={words.title} lede={words.lede}>
      <div className="mt-6">
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
                  mayChange={mayWith(workspace, chosen.instagramUserId, contract.schedule.setSlots.access)}
                />
              </>
            ) : (
              <p className="voice">{words.noAccounts}</p>
            )
          }
        </Loaded>
      </div>
    </BesideCalendar>
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
