import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Select } from '../look/select.tsx';
import type { PlacedEntry } from './entry.ts';
import { day as words } from './strings.ts';

/** Copies of a scheduled post at the same time of day in the weeks after it. */
export function RepeatForm({ entry, workspaceId }: { entry: PlacedEntry; workspaceId: string }) {
  const id = useId();
  const queryClient = useQueryClient();
  const [everyWeeks, setEveryWeeks] = useState(1);
  const [times, setTimes] = useState('4');
  // One key for one wish: pressed twice, or sent again after a lost answer, it is done once.
  const [key] = useState(() => crypto.randomUUID());
  const deed = useMutation({
    mutationFn: () =>
      client.schedule.repeat({
        params: { workspaceId, postId: entry.id },
        body: { everyWeeks, times: Number(times) },
        key: `${key}-${everyWeeks}-${times}`,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  const shifted = deed.data?.posts.filter(({ isShifted }) => isShifted).length ?? 0;
  if (deed.isSuccess)
    return (
      <output className="small text-ink-2">
        {words.made(deed.data.posts.length)} {shifted > 0 && words.shifted(shifted)}
      </output>
    );
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate();
      }}
    >
      <div>
        <label className="label small" htmlFor={`${id}-every`}>
          {words.repeatEvery}
        </label>
        <Select
          id={`${id}-every`}
          value={everyWeeks}
          onChange={(event) => setEveryWeeks(Number(event.target.value))}
        >
          {[1, 2, 3, 4].map((weeks) => (
            <option key={weeks} value={weeks}>
              {words.weeks(weeks)}
            </option>
          ))}
        </Select>
      </div>
      <div className="w-24">
        <label className="label small" htmlFor={`${id}-times`}>
          {words.times}
        </label>
        <input
          id={`${id}-times`}
          className="input"
          type="number"
          min={1}
          max={52}
          required
          value={times}
          onChange={(event) => setTimes(event.target.value)}
        />
      </div>
      <Button type="submit" working={deed.isPending && words.making}>
        {words.makeSeries}
      </Button>
      <ProblemNote error={deed.error} />
    </form>
  );
}
