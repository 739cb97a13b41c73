import { useState } from 'react';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { DayDeeds } from './day-deeds.tsx';
import type { PlacedEntry } from './entry.ts';
import { PostChip } from './post-chip.tsx';
import { day as words } from './strings.ts';
import { tellWarning } from './tell-warning.ts';
import { longDay } from './use-move.ts';

interface DayProps {
  day: string;
  entries: PlacedEntry[];
  workspaceId: string;
  slug: string;
  mayChange: (entry: PlacedEntry) => boolean;
  onMove: (entry: PlacedEntry, wallTime: string) => void;
  onClose: () => void;
}

/** Everything of one day, and what can be done with each: the twin of drag and drop for everybody. */
export function DayDialog(props: DayProps) {
  const [done, setDone] = useState('');
  return (
    <Modal
      title={longDay(props.day)}
      onClose={props.onClose}
      foot={<Button onClick={props.onClose}>{words.close}</Button>}
    >
      {props.entries.length === 0 && <p className="mt-3 text-ink-2">{words.nothing}</p>}
      <ul className="day-posts mt-3">
        {props.entries.map((entry) => (
          <li key={entry.id} className="border-t border-line py-2">
            <PostChip entry={entry} slug={props.slug} />
            {entry.warnings.map((warning) => (
              <p key={warning} className="small text-ink-2" aria-hidden="true">
                {tellWarning(warning, entry.publishingLimit)}
              </p>
            ))}
            {props.mayChange(entry) && <DayDeeds {...props} entry={entry} onDone={setDone} />}
          </li>
        ))}
      </ul>
      <output className="mt-3 block text-ink-2">{done}</output>
    </Modal>
  );
}
