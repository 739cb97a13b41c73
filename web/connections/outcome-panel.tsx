import { Link } from '@tanstack/react-router';
import { Check, CircleX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Authorization } from '#contract/connections.ts';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { Workspace } from '#contract/identity.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { moment } from '../look/moments.ts';
import { outcome as words } from './attempt-strings.ts';
import { describeScope, sortByMissing } from './scope-words.ts';
import { useStartAuthorization } from './start-authorization.ts';
import { integrations } from './strings.ts';

/** How an attempt to connect ended: the exact sentence, what it means, the particulars, and the next step. */
export function OutcomePanel(props: {
  authorization: Authorization;
  workspace: Workspace;
  onDismiss: () => void;
}) {
  const { authorization } = props;
  const code = codeOf(authorization);
  const { message, meaning } = tellingOf(code, authorization);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <>
      <section className="plate" role="alert" aria-labelledby="outcome">
        <h2 className="voice outline-none" id="outcome" tabIndex={-1} ref={title}>
          {message}
        </h2>
        <p className="read mt-1.5 max-w-[36rem] text-ink-2">{meaning}</p>
        <Particulars code={code} authorization={authorization} />
        <Actions {...props} code={code} />
      </section>
      <p className="small mx-0.5 mt-3 text-ink-3">{whatDidNotHappen(code, authorization)}</p>
    </>
  );
}

/** An attempt that was never answered within its ten minutes has expired; so has one whose answer we do not know. */
function codeOf({ outcome }: Authorization): ErrorCode {
  return outcome !== null && outcome in catalogue ? (outcome as ErrorCode) : 'state_expired';
}

/** The catalogue's sentence and what it means; by Facebook's door, what it means there. */
function tellingOf(code: ErrorCode, { login, details }: Authorization): { message: string; meaning: string } {
  const { message, meaning } = entryOf(code);
  if (login === 'instagram') return { message, meaning };
  const reason = typeof details['reason'] === 'string' ? details['reason'] : '';
  const pages = textsOf(details['pages']).map((page) => `\u201c${page}\u201d`);
  const noAccount =
    code === 'instagram_no_business_account' ? words.noAccount[reason]?.(pages.join(', ')) : undefined;
  return {
    message: code === 'access_denied' ? words.cancelled : message,
    meaning: noAccount ?? words.byFacebook[code] ?? meaning,
  };
}

function Particulars({ code, authorization }: { code: ErrorCode; authorization: Authorization }) {
  const { details, login } = authorization;
  if (code === 'scope_rejected')
    return <MissingScopes login={login} missing={textsOf(details['missingScopes'])} />;
  if (code === 'app_access_missing')
    return (
      <ul className="mt-[18px] border-t border-line">
        {words.waysOut.map(([name, how]) => (
          <li key={name} className="border-b border-line py-3">
            <p className="strong">{name}</p>
            <p className="small text-pretty text-ink-3">{how}</p>
          </li>
        ))}
      </ul>
    );
  const facts = [
    [words.code, details['code']],
    [words.subcode, details['subcode']],
    [words.trace, details['traceId']],
  ].filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (code !== 'instagram_unexpected' || facts.length === 0) return null;
  return (
    <dl className="facts mt-[18px] border-y border-line py-3">
      {facts.map(([name, value]) => (
        <div key={String(name)} className="contents">
          <dt>{String(name)}</dt>
          <dd className="id">{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function MissingScopes({ login, missing }: { login: Authorization['login']; missing: string[] }) {
  if (missing.length === 0) return null;
  return (
    <ul className="mt-[18px] border-t border-line">
      {sortByMissing(login, missing).map(({ scope, granted }) => (
        <li
          key={scope}
          className="grid grid-cols-[18px_minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-b border-line py-3"
        >
          {granted ? (
            <Check size={16} className="mt-0.5 text-ink-3" aria-hidden="true" />
          ) : (
            <CircleX size={16} className="mt-0.5 text-danger" aria-hidden="true" />
          )}
          <span className={granted ? 'text-ink-2' : 'strong'}>{describeScope(scope).name}</span>
          <span className={`small ${granted ? 'text-ink-3' : 'text-danger'}`}>
            {granted ? words.granted : words.notGranted}
          </span>
          {!granted && (
            <span className="small col-span-2 col-start-2 text-ink-3">
              {describeScope(scope).without} <span className="id block">{scope}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Actions({
  authorization,
  workspace,
  code,
  onDismiss,
}: {
  authorization: Authorization;
  workspace: Workspace;
  code: ErrorCode;
  onDismiss: () => void;
}) {
  const start = useStartAuthorization(workspace.id);
  const { action } = entryOf(code);
  const again = {
    login: authorization.login,
    reconnectConnectionId: authorization.reconnectConnectionId ?? undefined,
  };
  const isStart = action.do === 'connect' || action.do === 'add_as_new';
  return (
    <>
      <div className="plate-foot">
        {isStart ? (
          <Button
            kind="light"
            className="max-sm:w-full"
            working={start.isPending && integrations.opening[authorization.login]}
            onClick={() => start.mutate(action.do === 'add_as_new' ? { login: authorization.login } : again)}
          >
            {authorization.login === 'facebook' && action.do === 'connect'
              ? words.againByFacebook
              : action.label}
          </Button>
        ) : action.do === 'none' ? null : (
          <Link className="button max-sm:w-full" data-kind="light" to="/help/meta-app" hash={code}>
            {action.label}
          </Link>
        )}
        {(!isStart || action.do === 'add_as_new') && (
          <Button className="max-sm:w-full" onClick={() => start.mutate(again)}>
            {words.retry}
          </Button>
        )}
        <Button kind="quiet" className="max-sm:w-full" onClick={onDismiss}>
          {words.notNow}
        </Button>
        <span className="id small text-ink-3">
          {code}
          <span className="mx-[0.22em]"> · </span>
          {moment(authorization.finishedAt ?? authorization.expiresAt)}
        </span>
      </div>
      <ProblemNote error={start.error} />
    </>
  );
}

function whatDidNotHappen(code: ErrorCode, authorization: Authorization): string {
  if (authorization.reconnectConnectionId) return words.nothingChanged;
  const hadToken = [
    'access_withdrawn',
    'scope_rejected',
    'instagram_no_business_account',
    'account_in_use',
    'wrong_account',
  ];
  return hadToken.includes(code) ? words.nothingKept : words.nothingConnected;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
