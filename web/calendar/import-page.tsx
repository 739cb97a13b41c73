import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { csvTemplate } from '#rules/schedule-csv.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { ClosedPage } from '../app/closed-page.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { connectionsQuery } from '../connections/queries.ts';
import { useMayAnywhere } from '../connections/use-may-anywhere.ts';
import { Button } from '../look/button.tsx';
import { Wrong } from '../look/field.tsx';
import { BesideCalendar } from './beside-calendar.tsx';
import { ImportRows } from './import-rows.tsx';
import { importing as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug/calendar/import');
const mostBytes = 1_900_000;

/** A table of posts: checked as a whole with a sentence for each fault, then made as a whole or not at all. */
export function ImportPage() {
  const { workspace } = route.useRouteContext();
  return useMayAnywhere(workspace, contract.schedule.importPosts.access) ? (
    <Import workspace={workspace} />
  ) : (
    <ClosedPage title={words.title} />
  );
}

function Import({ workspace }: { workspace: Workspace }) {
  const queryClient = useQueryClient();
  const { data: connections } = useQuery(connectionsQuery(workspace.id));
  const input = useRef<HTMLInputElement>(null);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const params = { workspaceId: workspace.id };
  const check = useMutation({
    mutationFn: async (file: File) => {
      const csv = await file.text();
      return { csv, name: file.name, ...(await client.schedule.checkImport({ params, body: { csv } })) };
    },
  });
  const run = useMutation({
    // One key for one reading of the file: a second press, or a repetition after a lost answer, makes nothing twice.
    mutationFn: ({ csv, key }: { csv: string; key: string }) =>
      client.schedule.importPosts({ params, body: { csv }, key }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] }),
  });
  const [key, setKey] = useState('');
  const read = check.data;

  function choose(file: File | undefined) {
    if (!file) return;
    run.reset();
    check.reset();
    setIsTooLarge(file.size > mostBytes);
    if (file.size > mostBytes) return;
    setKey(crypto.randomUUID());
    check.mutate(file);
  }

  return (
    <BesideCalendar title={words.title} lede={words.lede} isWide>
      <p className="small mt-2 max-w-[42rem] text-pretty text-ink-3">{words.templateMeaning}</p>
      <div className="mt-5 flex flex-wrap items-center gap-2.5">
        <Button onClick={() => download(csvTemplate(connections?.[0]?.username ?? 'account'))}>
          <Download size={16} aria-hidden="true" />
          {words.template}
        </Button>
        <Button
          kind={read && read.errors === 0 && !run.isSuccess ? 'plain' : 'light'}
          working={check.isPending && words.checking}
          onClick={() => input.current?.click()}
        >
          {words.choose}
        </Button>
        <input
          ref={input}
          type="file"
          className="sr-only"
          tabIndex={-1}
          aria-label={words.fileLabel}
          accept=".csv,text/csv,text/plain"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            // The same file, put right, may be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {isTooLarge && <Wrong>{words.tooLarge}</Wrong>}
      {wrongField(check.error, 'csv') ? (
        <div role="alert">
          <Wrong>{wrongField(check.error, 'csv')!}</Wrong>
        </div>
      ) : (
        <ProblemNote error={check.error} />
      )}
      {read && !run.isSuccess && (
        <section className="mt-8" aria-label={read.name}>
          <output className="voice mb-3 block">
            {read.errors > 0 ? words.errors(read.errors) : words.fine(read.rows.length)}
          </output>
          <ImportRows rows={read.rows} />
          {read.errors === 0 && (
            <p className="mt-5">
              <Button
                kind="light"
                working={run.isPending && words.importing}
                onClick={() => run.mutate({ csv: read.csv, key })}
              >
                {words.deed(read.rows.length)}
              </Button>
            </p>
          )}
        </section>
      )}
      <ProblemNote error={run.error} />
      {run.data && (
        <div className="mt-8">
          <output className="voice block">{words.done(run.data.drafts, run.data.scheduled)}</output>
          <p className="mt-3">
            <Link to="/w/$slug/calendar" params={{ slug: workspace.slug }} search={{ view: 'list' }}>
              {words.show}
            </Link>
          </p>
        </div>
      )}
    </BesideCalendar>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'posts.csv';
  link.click();
  URL.revokeObjectURL(address);
}
