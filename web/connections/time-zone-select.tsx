import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Select } from '../look/select.tsx';
import { row as words } from './strings.ts';
import { TimeZoneQuestion, type ZoneChange } from './time-zone-question.tsx';

/**
 * The zone in which this account is scheduled; saved as soon as it is chosen, unless posts have a time: then what becomes of them is
 * told and asked first.
 */
export function TimeZoneSelect({ connection, workspaceId }: { connection: Connection; workspaceId: string }) {
  const queryClient = useQueryClient();
  const params = { workspaceId, connectionId: connection.id };
  const [question, setQuestion] = useState<ZoneChange>();
  const save = useMutation({
    mutationFn: (timeZone: string) => client.connections.setTimeZone({ params, body: { timeZone } }),
    onSettled: async () => {
      setQuestion(undefined);
      await queryClient.invalidateQueries({ queryKey: ['connections', workspaceId] });
      await queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] });
    },
  });
  const look = useMutation({
    mutationFn: async (timeZone: string) => ({
      timeZone,
      ...(await client.schedule.previewTimeZone({ params, query: { timeZone } })),
    }),
    onSuccess: (change) => {
      if (change.moved + change.kept > 0) setQuestion(change);
      else save.mutate(change.timeZone);
    },
  });
  const chosen = save.isPending ? save.variables : (question?.timeZone ?? connection.timeZone);
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label className="small flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
        {words.timeZone}
        <Select
          className="!min-h-9 small max-sm:!min-h-11 sm:!w-44"
          aria-label={words.timeZoneOf(connection.username)}
          value={chosen}
          onChange={(event) => look.mutate(event.target.value)}
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
      <ProblemNote error={look.error ?? save.error} />
      {question && (
        <TimeZoneQuestion
          change={question}
          username={connection.username}
          working={save.isPending}
          onKeep={() => setQuestion(undefined)}
          onChange={() => save.mutate(question.timeZone)}
        />
      )}
    </div>
  );
}
