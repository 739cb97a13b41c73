import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { Heading } from '../look/heading.tsx';
import { day } from '../look/moments.ts';
import { Portrait } from '../look/portrait.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { members as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** Who belongs to the workspace. */
export function MembersPage() {
  const { workspace } = route.useRouteContext();
  const query = useQuery({
    queryKey: ['members', workspace.id],
    queryFn: async () =>
      (await client.identity.listMembers({ params: { workspaceId: workspace.id } })).members,
  });
  return (
    <div>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <Loaded query={query} waiting={<BoneRows />}>
        {(members) => (
          <ul className="border-t border-line">
            {members.map((member) => (
              <li key={member.userId} className="flex items-center gap-4 border-b border-line py-3">
                <Portrait name={member.name} size={36} />
                <div className="min-w-0 flex-1">
                  <p className="strong truncate">{member.name}</p>
                  <p className="small truncate text-ink-3">{member.email}</p>
                </div>
                <div className="text-end">
                  <p>{words.roles[member.role]}</p>
                  <p className="small text-ink-3">
                    {words.since.toLowerCase()} {day(member.since)}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}
