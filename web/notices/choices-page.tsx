import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MailChoice, NoticeChoices } from '#contract/notices.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { browserTimeZone } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { choicesQuery } from './queries.ts';
import { choices as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

const mailChoices: readonly MailChoice[] = ['at_once', 'digest', 'never'];

/** How a person wants to be told of each kind of thing, and at which hours. */
export function ChoicesPage() {
  const { workspace } = route.useRouteContext();
  const query = useQuery(choicesQuery);
  return (
    <div>
      <div className="page-head">
        <Heading>{words.title}</Heading>
        <span className="flex-1" />
        <Link className="button" data-size="small" to="/w/$slug/notices" params={{ slug: workspace.slug }}>
          {words.toList}
        </Link>
      </div>
      <p className="mb-6 max-w-[34rem] text-pretty text-ink-2">{words.lede}</p>
      <Loaded query={query} waiting={<BoneRows />}>
        {({ sendsMail, ...choices }) => <ChoicesForm given={choices} sendsMail={sendsMail} />}
      </Loaded>
    </div>
  );
}

function ChoicesForm({ given, sendsMail }: { given: NoticeChoices; sendsMail: boolean }) {
  const queryClient = useQueryClient();
  // Who never chose gets the clock of this browser, not of the server.
  const [choices, setChoices] = useState(
    given.timeZone === 'UTC' ? { ...given, timeZone: browserTimeZone() } : given,
  );
  const save = useMutation({
    mutationFn: () => client.notices.setChoices({ body: choices }),
    onSuccess: () => queryClient.invalidateQueries(choicesQuery),
  });
  const change = (part: Partial<NoticeChoices>) => {
    save.reset();
    setChoices({ ...choices, ...part });
  };
  const changeKind = (at: number, part: { inApp?: boolean; mail?: MailChoice }) =>
    change({ kinds: choices.kinds.map((kind, i) => (i === at ? { ...kind, ...part } : kind)) });
  const isQuiet = choices.quietFrom !== null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {!sendsMail && <p className="mb-4 max-w-[34rem] text-pretty text-ink-2">{words.noMail}</p>}
      <table className="w-full">
        <thead>
          <tr className="small border-b border-line text-left text-ink-3">
            <th className="py-2 pr-3 font-normal">{words.what}</th>
            <th className="w-24 py-2 pr-3 font-normal">{words.inApp}</th>
            {sendsMail && <th className="w-36 py-2 font-normal">{words.mail}</th>}
          </tr>
        </thead>
        <tbody>
          {choices.kinds.map(({ kind, inApp, mail }, i) => (
            <tr key={kind} className="border-b border-line">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                {words.kinds[kind]}
              </th>
              <td className="py-2 pr-3">
                <input
                  type="checkbox"
                  className="check"
                  aria-label={words.inAppOf(words.kinds[kind])}
                  checked={inApp}
                  onChange={({ target }) => changeKind(i, { inApp: target.checked })}
                />
              </td>
              {sendsMail && (
                <td className="py-2">
                  <Select
                    aria-label={words.mailOf(words.kinds[kind])}
                    value={mail}
                    onChange={({ target }) =>
                      changeKind(i, { mail: mailChoices.find((each) => each === target.value) ?? mail })
                    }
                  >
                    {mailChoices.map((option) => (
                      <option key={option} value={option}>
                        {words.mails[option]}
                      </option>
                    ))}
                  </Select>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {sendsMail && (
        <fieldset className="mt-8 grid max-w-[26rem] gap-4">
          <legend className="mb-2 text-[1.0625rem] font-semibold">{words.hours}</legend>
          <label>
            <span className="label">{words.zone}</span>
            <Select value={choices.timeZone} onChange={({ target }) => change({ timeZone: target.value })}>
              {zonesWith(choices.timeZone).map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </Select>
          </label>
          <Field
            label={words.digestAt}
            type="time"
            required
            value={choices.digestAt}
            onChange={({ target }) => change({ digestAt: target.value })}
          />
          <label className="flex items-center gap-2.5">
            <input
              type="checkbox"
              className="check"
              checked={isQuiet}
              onChange={({ target }) =>
                change(
                  target.checked
                    ? { quietFrom: '22:00', quietUntil: '07:30' }
                    : { quietFrom: null, quietUntil: null },
                )
              }
            />
            {words.quiet}
          </label>
          {isQuiet && (
            <div className="grid grid-cols-2 gap-4">
              <Field
                label={words.quietFrom}
                type="time"
                required
                value={choices.quietFrom ?? ''}
                onChange={({ target }) => change({ quietFrom: target.value })}
              />
              <Field
                label={words.quietUntil}
                type="time"
                required
                hint={words.quietHint}
                value={choices.quietUntil ?? ''}
                onChange={({ target }) => change({ quietUntil: target.value })}
              />
            </div>
          )}
        </fieldset>
      )}
      <ProblemNote error={save.error} />
      <div className="mt-6 flex items-center gap-4">
        <Button type="submit" kind="light" working={save.isPending && words.saving}>
          {words.save}
        </Button>
        <output className="small text-ink-3">{save.isSuccess && words.saved}</output>
      </div>
    </form>
  );
}

/** The zones that this browser knows, and the one that is set. */
function zonesWith(timeZone: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(timeZone) ? zones : [timeZone, ...zones];
}
