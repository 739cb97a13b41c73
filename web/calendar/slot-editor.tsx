import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import type { QueueSlot } from '#contract/schedule.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Select } from '../look/select.tsx';
import { addDays, inWords } from './days.ts';
import { queue as words } from './strings.ts';

/** Monday first, in words. */
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const nameOf = (weekday: number) => inWords(addDays('2026-10-11', weekday), { weekday: 'long' });

/** The hours of the week, each to be removed, and a way to add one. */
export function SlotEditor(props: {
  workspaceId: string;
  connectionId: string;
  slots: QueueSlot[];
  mayChange: boolean;
}) {
  const { workspaceId, connectionId } = props;
  const id = useId();
  const queryClient = useQueryClient();
  const [weekday, setWeekday] = useState('0');
  const [time, setTime] = useState('18:30');
  const mutationKey = ['queue-slots', connectionId];
  /** What was clicked and is not saved yet: it shows at once, and the next click begins with it. */
  const [clicked, setClicked] = useState<QueueSlot[] | null>(null);
  const slots = clicked ?? props.slots;
  const save = useMutation({
    mutationKey,
    // One save after the other: each has the whole week, and the last click is what stands in the end.
    scope: { id: mutationKey.join() },
    mutationFn: (next: QueueSlot[]) =>
      client.schedule.setSlots({ params: { workspaceId, connectionId }, body: { slots: next } }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] });
      if (queryClient.isMutating({ mutationKey }) === 1) setClicked(null);
    },
  });
  const click = (next: QueueSlot[]) => {
    setClicked(next);
    save.mutate(next);
  };
  const added = weekday === '0' ? weekdays : [Number(weekday)];
  const byDay = weekdays.map((day) => ({
    day,
    times: slots
      .filter((slot) => slot.weekday === day)
      .toSorted((one, other) => one.time.localeCompare(other.time)),
  }));
  return (
    <section>
      <h2 className="mb-2">{words.slots}</h2>
      {slots.length === 0 && <p className="text-ink-2">{words.none}</p>}
      <ul>
        {byDay
          .filter(({ times }) => times.length > 0)
          .map(({ day, times }) => (
            <li key={day} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-1.5">
              <span className="w-28">{nameOf(day)}</span>
              {times.map((slot) => (
                <span key={slot.time} className="inline-flex items-center">
                  {slot.time}
                  {props.mayChange && (
                    <button
                      type="button"
                      className="button-icon"
                      aria-label={words.remove(`${nameOf(day)} ${slot.time}`)}
                      onClick={() => click(slots.filter((other) => other !== slot))}
                    >
                      <X size={15} aria-hidden="true" />
                    </button>
                  )}
                </span>
              ))}
            </li>
          ))}
      </ul>
      {props.mayChange ? (
        <form
          className="mt-3 flex flex-wrap items-end gap-2.5"
          onSubmit={(event) => {
            event.preventDefault();
            const isNew = (day: number) => !slots.some((slot) => slot.weekday === day && slot.time === time);
            click([...slots, ...added.filter(isNew).map((day) => ({ weekday: day, time }))]);
          }}
        >
          <div>
            <label className="label small" htmlFor={`${id}-day`}>
              {words.weekday}
            </label>
            <Select id={`${id}-day`} value={weekday} onChange={(event) => setWeekday(event.target.value)}>
              <option value="0">{words.everyDay}</option>
              {weekdays.map((day) => (
                <option key={day} value={day}>
                  {nameOf(day)}
                </option>
              ))}
            </Select>
          </div>
          <div>
            <label className="label small" htmlFor={`${id}-time`}>
              {words.time}
            </label>
            <input
              id={`${id}-time`}
              className="input"
              type="time"
              required
              value={time}
              onChange={(event) => setTime(event.target.value.slice(0, 5))}
            />
          </div>
          <Button type="submit" working={save.isPending && words.adding}>
            {words.add}
          </Button>
        </form>
      ) : (
        <p className="small mt-2 text-ink-3">{words.mayNot}</p>
      )}
      <ProblemNote error={save.error} />
    </section>
  );
}
