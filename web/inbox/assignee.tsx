import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { SessionState, Workspace } from '#contract/identity.ts';
import type { ThreadView } from '#contract/inbox.ts';
import { Select } from '../look/select.tsx';
import { membersQuery } from './queries.ts';
import { thread as words } from './strings.ts';

const MemberPicker = lazy(async () => ({
  default: (await import('../team/member-picker.tsx')).MemberPicker,
}));

/** Whose a conversation is. A team that fits a menu is chosen from one; of a larger one somebody is searched for. */
export function Assignee(props: {
  view: ThreadView;
  workspace: Workspace;
  user: NonNullable<SessionState['user']>;
  onChoose: (body: { assignedTo: string | null }) => void;
}) {
  const { workspace, user } = props;
  const { assignedTo } = props.view.thread;
  const [isSearching, setSearching] = useState(false);
  const { data } = useQuery(membersQuery(workspace.id));
  const isLarge = data !== undefined && data.next !== null;
  const members = isLarge ? [{ userId: user.id, name: user.name }] : (data?.members ?? []);
  const isListed = members.some(({ userId }) => userId === assignedTo?.userId);
  return (
    <>
      <Select
        aria-label={words.assign}
        className="inbox-assignee"
        value={assignedTo?.userId ?? ''}
        onChange={({ target }) =>
          target.value === search ? setSearching(true) : props.onChoose({ assignedTo: target.value || null })
        }
      >
        <option value="">{words.nobody}</option>
        {assignedTo && !isListed && (
          <option value={assignedTo.userId} dir="auto">
            {assignedTo.name}
          </option>
        )}
        {members.map(({ userId, name }) => (
          <option key={userId} value={userId} dir="auto">
            {userId === user.id ? words.you(name) : name}
          </option>
        ))}
        {isLarge && <option value={search}>{words.searchColleague}</option>}
      </Select>
      {isSearching && (
        <Suspense>
          <MemberPicker
            workspaceId={workspace.id}
            title={words.assign}
            onChoose={({ userId }) => {
              setSearching(false);
              props.onChoose({ assignedTo: userId });
            }}
            onClose={() => setSearching(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** No id of a person. */
const search = 'search';
