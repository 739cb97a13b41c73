import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Connection } from '#contract/connections.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Select } from '../look/select.tsx';
import { row as words } from './strings.ts';

/** The zone in which this account is scheduled; saved as soon as it is chosen. */
export function TimeZoneSelect({ connection, workspaceId }: { connection: Connection; workspaceId: string }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (timeZone: string) =>
      client.connections.setTimeZone({
        params: { workspaceId, connectionId: connection.id },
        body: { timeZone },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['connections', workspaceId] }),
  });
  const chosen = save.isPending ? save.variables : connection.timeZone;
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label className="small flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
        {words.timeZone}
        <Select
          className="!min-h-9 small max-sm:!min-h-11 sm:!w-44"
          aria-label={words.timeZoneOf(connection.username)}
          value={chosen}
          onChange={(event) => save.mutate(event.target.value)}
        >
          {!zones.includes(chosen) && <option value={chosen}>{chosen}</option>}
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </Select>
      </label>
      <output className="small text-ink-3 empty:-ms-3">{save.isSuccess && words.timeZoneSaved}</output>
      <ProblemNote error={save.error} />
    </div>
  );
}
