import { UserCog } from 'lucide-react';
import { useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import { Notice } from '../look/notice.tsx';
import { roleChange as words } from './strings.ts';

/** Told when somebody changed this person's role while the page was open: buttons that are gone explain nothing. */
export function RoleChange({ workspace }: { workspace: Workspace }) {
  const [known, setKnown] = useState(workspace);
  if (known.id !== workspace.id) setKnown(workspace);
  if (known.id !== workspace.id || mayOf(known) === mayOf(workspace)) return null;
  return (
    <div className="mb-6 max-w-[42rem]">
      <Notice icon={UserCog} tint="warning" title={words.title} onClose={() => setKnown(workspace)}>
        {(workspace.accountRoles ? words.nowWithAccounts : words.now)(workspace.role)} {words.meaning}
      </Notice>
    </div>
  );
}

function mayOf({ role, accountRoles = {} }: Workspace): string {
  return JSON.stringify([
    role,
    Object.entries(accountRoles).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}
