import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SlotOccurrence } from '#contract/schedule.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { shortMoment } from './days.ts';
import { queue as words } from './strings.ts';

const shown = 14;

/** The next hours of the queue, and which of them a person leaves out. */
export function UpcomingSlots(props: {
  workspaceId: string;
  connectionId: string;
  upcoming: SlotOccurrence[];
  mayChange: boolean;
}) {
  const { workspaceId, connectionId, upcoming } = props;
  const queryClient = useQueryClient();
  const skip = useMutation({
    mutationFn: ({ wallTime, state }: SlotOccurrence) => {
      const input = { params: { workspaceId, connectionId, wallTime } };
      return state === 'skipped' ? client.schedule.unskipSlot(input) : client.schedule.skipSlot(input);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  return (
    <section>
      <h2 className="mb-2">{words.upcoming}</h2>
      {upcoming.length === 0 && <p className="text-ink-2">{words.noUpcoming}</p>}
      <ul>
        {upcoming.slice(0, shown).map((slot) => {
          const when = shortMoment(slot.wallTime);
          return (
            <li
              key={slot.wallTime}
              className="flex min-h-11 flex-wrap items-center gap-x-4 border-t border-line py-1"
            >
              <span className="flex-1">{when}</span>
              <span className="small text-ink-3">{words[slot.state]}</span>
              {props.mayChange && slot.state !== 'taken' && (
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={slot.state === 'skipped' ? words.unskipNamed(when) : words.skipNamed(when)}
                  onClick={() => skip.mutate(slot)}
                >
                  {slot.state === 'skipped' ? words.unskip : words.skip}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <ProblemNote error={skip.error} />
    </section>
  );
}
