import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditYears } from '#contract/audit.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { day } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { audit, retention as words } from './strings.ts';

const choices: readonly AuditYears[] = [null, 10, 5, 3, 2, 1];

/** How long the trail is kept, for the owner; what a shorter time erases is said before it is saved. */
export function RetentionForm({ workspaceId, keptYears }: { workspaceId: string; keptYears: AuditYears }) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<AuditYears>(keptYears);
  const save = useMutation({
    mutationFn: () => client.audit.setRetention({ params: { workspaceId }, body: { keptYears: chosen } }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['audit-trail', workspaceId] }),
        queryClient.invalidateQueries({ queryKey: ['audit-events', workspaceId] }),
      ]),
  });
  const erasesFrom =
    chosen !== null && chosen !== keptYears && (keptYears === null || chosen < keptYears)
      ? yearsAgo(chosen)
      : undefined;
  return (
    <form
      className="mt-10"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2 className="mb-1">{words.title}</h2>
      <p className="mb-3 max-w-[38rem] text-pretty text-ink-2">{words.lede}</p>
      <div className="flex flex-wrap items-end gap-3">
        <label>
          <span className="label">{words.label}</span>
          <Select
            className="!w-auto"
            value={chosen ?? ''}
            onChange={({ target }) => {
              save.reset();
              setChosen(choices.find((each) => String(each ?? '') === target.value) ?? null);
            }}
          >
            {choices.map((years) => (
              <option key={years ?? ''} value={years ?? ''}>
                {years === null ? audit.forEver : audit.years(years)}
              </option>
            ))}
          </Select>
        </label>
        <Button type="submit" disabled={chosen === keptYears} working={save.isPending && words.saving}>
          {words.save}
        </Button>
      </div>
      {erasesFrom && <output className="hint block">{words.shorter(day(erasesFrom))}</output>}
      <output className="status" data-tint="success">
        {save.isSuccess && words.saved}
      </output>
      <ProblemNote error={save.error} />
    </form>
  );
}

function yearsAgo(years: number): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() - years);
  return day.toISOString();
}
