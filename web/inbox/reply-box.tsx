import { useState, type RefObject } from 'react';
import { Link } from '@tanstack/react-router';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { ThreadView } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { mayWith } from '../app/may.ts';
import { ColleaguesLine } from './colleagues-line.tsx';
import type { ReplyMode } from './drafts.ts';
import { reply as words } from './strings.ts';
import type { Presence } from './use-presence.ts';
import { WritingField } from './writing-field.tsx';

export interface ReplyProps {
  view: ThreadView;
  workspace: Workspace;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  mode: ReplyMode;
  onMode: (mode: ReplyMode) => void;
  /** Whom an answer within the conversation begins with. */
  addressed: string | undefined;
  presence: Presence;
}

/** Where an answer, a message or a note is written; or why none can be. */
export function ReplyBox(props: ReplyProps) {
  const { view, workspace, mode, onMode, fieldRef } = props;
  const mayReply = mayWith(workspace, view.thread.instagramUserId, contract.inbox.reply.access);
  const mayNote = mayWith(workspace, view.thread.instagramUserId, contract.inbox.addNote.access);
  const modes = modesOf(view, mayReply, mayNote);
  const [opened] = useState(view.thread.id);
  const chosen = modes.includes(mode) ? mode : modes[0];
  if (chosen === undefined) return <p className="inbox-reply small text-ink-3">{words.mayNot}</p>;
  return (
    <div className="inbox-reply">
      <ColleaguesLine others={props.presence.others} />
      {modes.length > 1 && (
        <fieldset className="segmented mb-2.5" aria-label={words.modes}>
          {modes.map((each) => (
            <button
              key={each}
              type="button"
              data-key={each === 'reply' ? 'reply' : undefined}
              aria-pressed={each === chosen}
              onClick={() => {
                onMode(each);
                requestAnimationFrame(() => fieldRef.current?.focus());
              }}
            >
              {words[each]}
            </button>
          ))}
        </fieldset>
      )}
      {chosen === 'reply' && view.can.reply !== null ? (
        <Barrier code={view.can.reply} slug={workspace.slug} />
      ) : (
        <WritingField key={`${opened} ${chosen} ${props.addressed ?? ''}`} {...props} mode={chosen} />
      )}
    </div>
  );
}

function modesOf(view: ThreadView, mayReply: boolean, mayNote: boolean): ReplyMode[] {
  return [
    ...(mayReply ? (['reply'] as const) : []),
    ...(mayReply && view.can.replyPrivately === null ? (['private'] as const) : []),
    ...(mayNote ? (['note'] as const) : []),
  ];
}

const byReconnecting = ['reconnect_needed', 'connection_missing', 'permission_missing'];

/** Why nothing can be answered, and the way out where there is one. */
function Barrier({ code, slug }: { code: string; slug: string }) {
  const entry = entryOf(code in catalogue ? (code as ErrorCode) : 'internal_error');
  return (
    <output className="block">
      <p className="strong">{entry.message}</p>
      {code !== 'connection_missing' && <p className="mt-0.5 text-pretty text-ink-2">{entry.meaning}</p>}
      {byReconnecting.includes(code) && (
        <Link
          className="button mt-2.5"
          data-size="small"
          to="/w/$slug/settings/integrations"
          params={{ slug }}
          search={{}}
        >
          {words.toAccounts}
        </Link>
      )}
    </output>
  );
}
