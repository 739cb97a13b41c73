import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import { client } from '../app/client.ts';
import { Button } from '../look/button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { leave, members as words } from './strings.ts';

/** The way out of a workspace. */
export function LeaveButton({ workspace }: { workspace: Workspace }) {
  const [isAsked, setAsked] = useState(false);
  const queryClient = useQueryClient();
  const router = useRouter();
  return (
    <div className="mt-10">
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {words.leave}
      </Button>
      {isAsked && (
        <ConfirmDialog
          words={{ ...leave, title: leave.title(workspace.name) }}
          deed={() => client.team.leave({ params: { workspaceId: workspace.id } })}
          onClose={() => setAsked(false)}
          onDone={async () => {
            setAsked(false);
            queryClient.removeQueries({ queryKey: ['session'] });
            await router.navigate({ to: '/' });
          }}
        />
      )}
    </div>
  );
}
