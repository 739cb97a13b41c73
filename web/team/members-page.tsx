import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { TeamMember } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { may, mayOfTeam } from '../app/may.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { SearchField } from '../look/search-field.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { LeaveButton } from './leave-button.tsx';
import { MemberRow } from './member-row.tsx';
import { OpenInvites } from './open-invites.tsx';
import { membersQuery } from './queries.ts';
import { members as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

// What most visits never show is fetched when it is.
const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }));
const MemberDialog = lazy(async () => ({ default: (await import('./member-dialog.tsx')).MemberDialog }));

/** So many are looked through by eye; more get a field to search by. */
const byEye = 12;

/** Settings, Members: who belongs to the workspace, with what role, and who is invited. */
export function MembersPage() {
  const { workspace, user, session } = route.useRouteContext();
  const [sought, setSought] = useState('');
  const [isInviting, setInviting] = useState(false);
  const [managed, setManaged] = useState<TeamMember>();
  const [told, setTold] = useState('');
  const query = useInfiniteQuery({ ...membersQuery(workspace.id, sought), placeholderData: (kept) => kept });
  const mayManage = mayOfTeam(workspace, contract.team.setRole.access);
  return (
    <div className="min-w-0">
      <div className="page-head justify-between gap-y-3">
        <Heading>{words.title}</Heading>
        {mayOfTeam(workspace, contract.team.createInvite.access) && (
          <Button onClick={() => setInviting(true)}>
            <UserPlus size={16} aria-hidden="true" />
            {words.invite}
          </Button>
        )}
      </div>
      {may(workspace.role, contract.team.setRole.access) && !mayManage && (
        <p className="mb-3 text-ink-2">{words.narrowedAdmin}</p>
      )}
      <output className="status mb-3" data-tint="success">
        {told}
      </output>
      <Loaded query={query} waiting={<BoneRows />}>
        {({ pages }) => {
          const total = pages[0]?.total ?? 0;
          return (
            <>
              {(total > byEye || sought !== '') && (
                <div className="mb-4 max-w-[25rem]">
                  <SearchField
                    label={words.search}
                    value={sought || undefined}
                    onSettle={(written) => setSought(written ?? '')}
                  />
                </div>
              )}
              <p className="small mb-2 text-ink-3" aria-live="polite">
                {total === 0 ? words.nobody : words.count(total)}
              </p>
              <ul className="border-t border-line">
                {pages.flatMap(({ members }) =>
                  members.map((member) => (
                    <MemberRow
                      key={member.userId}
                      member={member}
                      isMe={member.userId === user.id}
                      onManage={
                        mayManage && member.userId !== user.id && may(workspace.role, member.role)
                          ? () => setManaged(member)
                          : undefined
                      }
                    />
                  )),
                )}
              </ul>
              {query.hasNextPage && (
                <Button
                  className="mt-4"
                  working={query.isFetchingNextPage && words.loading}
                  onClick={() => void query.fetchNextPage()}
                >
                  {words.more}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
      {mayOfTeam(workspace, contract.team.listInvites.access) && <OpenInvites workspace={workspace} />}
      <LeaveButton workspace={workspace} />
      <Suspense>
        {isInviting && (
          <InviteDialog
            workspace={workspace}
            sendsMail={session.sendsMail}
            onClose={() => setInviting(false)}
          />
        )}
        {managed && (
          <MemberDialog
            workspace={workspace}
            member={managed}
            sendsMail={session.sendsMail}
            onTold={setTold}
            onClose={() => setManaged(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}
