import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CirclePause, History, Unplug, type LucideIcon } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { Connection, Disconnected } from '#contract/connections.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { disconnect as words } from './disconnect-strings.ts';

/** Asks once, naming the account and what follows; the safe choice has the focus. */
export function DisconnectDialog(props: {
  connection: Connection;
  workspaceId: string;
  onClose: () => void;
  onDone: (result: Disconnected) => void;
}) {
  const { connection, workspaceId } = props;
  const queryClient = useQueryClient();
  const safe = useRef<HTMLButtonElement>(null);
  const [erase, setErase] = useState(false);
  const deed = useMutation({
    mutationFn: () =>
      client.connections.disconnect({
        params: { workspaceId, connectionId: connection.id },
        query: { erase: erase ? 'true' : 'false' },
      }),
    onSuccess: async (result) => {
      props.onDone(result);
      await queryClient.invalidateQueries({ queryKey: ['connections', workspaceId] });
      await queryClient.invalidateQueries({ queryKey: ['revocations', workspaceId] });
      await queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] });
    },
  });
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !deed.isPending && props.onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="scrim" />
        <AlertDialog.Popup className="dialog" initialFocus={safe}>
          <AlertDialog.Title className="voice">{words.title(connection.username)}</AlertDialog.Title>
          <AlertDialog.Description render={<div />}>
            <ul className="mt-3.5">
              <Consequence icon={Unplug}>
                {connection.sharesGrant ? words.destroyed : words.revoked}
              </Consequence>
              <Consequence icon={CirclePause}>
                {connection.openPosts > 0 ? (
                  <>
                    <strong className="strong">{words.pauses(connection.openPosts)}</strong> {words.pausesHow}
                  </>
                ) : (
                  words.noPosts
                )}
              </Consequence>
              <Consequence icon={History}>{words.stays}</Consequence>
            </ul>
          </AlertDialog.Description>
          <div className="mt-2.5 grid grid-cols-[20px_1fr] gap-3 border-t border-line py-3.5">
            <input
              type="checkbox"
              id="erase"
              className="check"
              checked={erase}
              aria-describedby="erase-meaning"
              onChange={(event) => setErase(event.target.checked)}
            />
            <span>
              <label className="strong" htmlFor="erase">
                {words.erase}
              </label>
              <span className="small block text-ink-3" id="erase-meaning">
                {words.eraseMeaning}
              </span>
            </span>
          </div>
          <ProblemNote error={deed.error} />
          <div className="mt-3.5 flex flex-wrap justify-end gap-2.5 max-sm:[&>*]:flex-1">
            <AlertDialog.Close ref={safe} render={<Button />}>
              {words.keep}
            </AlertDialog.Close>
            <Button kind="danger" working={deed.isPending && words.working} onClick={() => deed.mutate()}>
              {words.deed}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function Consequence({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-3 py-2.5 text-pretty">
      <Icon size={18} className="text-ink-3" aria-hidden="true" />
      <span>{children}</span>
    </li>
  );
}
