import { Link } from '@tanstack/react-router';
import type { AuditLine } from '#contract/audit.ts';
import { preciseTime } from '../look/moments.ts';
import { nameField, sentences } from './audit-words.ts';
import { audit as words } from './strings.ts';

interface EventProps {
  event: AuditLine;
  /** Of the workspace, to link what is still there; absent on a person's own page. */
  slug?: string;
}

/** One event: who did what to what, what it was and became, when and from where. */
export function EventLine({ event, slug }: EventProps) {
  const { actor, userName, action, at } = event;
  const username = textOf(event.details['username']);
  return (
    <li className="border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="min-w-0 flex-[1_1_16rem] break-words">
          <bdi className="strong">{userName ?? words.actors[actor]}</bdi>{' '}
          {sentences[action] ?? action.replaceAll(/[._]/g, ' ')}
          {username !== '' && <span className="text-ink-2"> @{username}</span>}
          <Subject event={event} slug={slug} />
        </p>
        <time className="small tabular-nums text-ink-3" dateTime={at}>
          {preciseTime(at)}
        </time>
      </div>
      <Changes event={event} />
      <p className="small text-ink-3">
        {[whereFrom(event), codeOf(event)].filter(Boolean).join(' · ')}
        <span className="sr-only">, {action}</span>
      </p>
    </li>
  );
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A name is told; the id of a post that is not deleted by it leads there; any other id says nothing to a person. */
function Subject({ event: { action, subject }, slug }: EventProps) {
  if (subject === null || /^\d{6,}$/.test(subject)) return null;
  const isPost = /^(post|review)\./.test(action) && action !== 'post.removed';
  if (uuid.test(subject))
    return isPost && slug ? (
      <>
        {' · '}
        <Link to="/w/$slug/posts/$postId" params={{ slug, postId: subject }}>
          {words.openPost}
        </Link>
      </>
    ) : null;
  return <span className="text-ink-2">: {subject}</span>;
}

function Changes({ event: { before, after, details } }: EventProps) {
  const names = Object.keys({ ...before, ...after });
  const edited = details['fields'];
  if (names.length === 0 && !Array.isArray(edited)) return null;
  return (
    <ul className="small mt-1 text-ink-2">
      {Array.isArray(edited) && (
        <li>{words.changed(edited.map((field) => nameField(String(field))).join(', '))}</li>
      )}
      {names.map((name) => (
        <li key={name} className="break-words">
          {nameField(name)}: <span className="sr-only">{words.was} </span>
          <del className="no-underline">{valueOf(name, before?.[name])}</del>
          <span aria-hidden="true"> → </span>
          <span className="sr-only">, {words.became} </span>
          <ins className="strong no-underline">{valueOf(name, after?.[name])}</ins>
        </li>
      ))}
    </ul>
  );
}

function valueOf(name: string, value: unknown): string {
  if (name === 'keptYears') return typeof value === 'number' ? words.years(value) : words.forEver;
  if (value === null || value === undefined || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return wholeMoment.format(new Date(text));
  return text.replaceAll('_', ' ');
}

const wholeMoment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function whereFrom({ via, network, browser }: AuditLine): string {
  if (via === 'web') return [browser ?? words.somebodyElse, network].filter(Boolean).join(', ');
  return via === 'cli' ? words.byCommandLine : '';
}

function codeOf({ details }: AuditLine): string {
  return [details['code'], details['scope']].map(textOf).filter(Boolean).join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
