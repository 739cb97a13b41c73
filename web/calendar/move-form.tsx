import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../look/button.tsx';
import type { PlacedEntry } from './entry.ts';
import { checkQuery } from './queries.ts';
import { day as words } from './strings.ts';
import { tellWarning } from './tell-warning.ts';

/** Another day or time for a post; what there is to know of it is said before it is saved. */
export function MoveForm(props: {
  entry: PlacedEntry;
  workspaceId: string;
  onMove: (entry: PlacedEntry, wallTime: string) => void;
}) {
  const { entry, workspaceId, onMove } = props;
  const id = useId();
  const [wallTime, setWallTime] = useState(entry.wallTime);
  const { data } = useQuery(checkQuery(workspaceId, entry, wallTime));
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onMove(entry, wallTime);
      }}
    >
      <div className="min-w-0 flex-1">
        <label className="label small" htmlFor={id}>
          {words.time}, {entry.timeZone}
        </label>
        <input
          id={id}
          className="input"
          type="datetime-local"
          required
          aria-describedby={`${id}-notes`}
          value={wallTime}
          onChange={(event) => setWallTime(event.target.value.slice(0, 16))}
        />
      </div>
      <Button type="submit" disabled={data?.isPast}>
        {words.save}
      </Button>
      <output id={`${id}-notes`} className="small block basis-full text-ink-2">
        {data?.isPast && words.past}
        {data && data.reading !== 'exact' && words.changes[data.reading]}
        {data?.warnings.map((warning) => (
          <span key={warning} className="block">
            {tellWarning(warning, data.publishingLimit)}
          </span>
        ))}
      </output>
    </form>
  );
}
