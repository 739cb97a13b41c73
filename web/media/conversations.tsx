import { Link } from '@tanstack/react-router';
import type { InboxThread } from '#contract/inbox.ts';
import { moment } from '../look/moments.ts';
import { Portrait } from '../look/portrait.tsx';
import type { MediumProps } from './medium-page.tsx';
import { medium as words } from './strings.ts';

/** The newest conversations beneath it. They are answered in the inbox. */
export function Conversations({ view, workspace }: MediumProps) {
  return (
    <section aria-labelledby="conversations">
      <h2 className="strong mb-1" id="conversations">
        {words.conversations}
      </h2>
      {view.threads.length === 0 ? (
        <p className="text-ink-2">{words.none}</p>
      ) : (
        <ul>
          {view.threads.map((thread) => (
            <li key={thread.id} className="border-b border-line">
              <Conversation thread={thread} slug={workspace.slug} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Conversation({ thread, slug }: { thread: InboxThread; slug: string }) {
  const name = thread.username ?? words.somebody;
  const state = stateOf(thread);
  return (
    <Link
      className="row-link"
      to="/w/$slug/inbox"
      params={{ slug }}
      search={{ view: 'all', media: thread.mediaId, thread: thread.id }}
    >
      <Portrait name={name} size={36} />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span className="strong truncate">{name}</span>
          <span className="small ml-auto flex-none text-ink-3">{moment(thread.lastAt)}</span>
        </span>
        <span className="block truncate text-ink-2">{thread.lastWords || words.noWords}</span>
        <span className="small text-ink-3">
          {words.answers(thread.comments)}
          {state && `, ${state}`}
        </span>
      </span>
    </Link>
  );
}

function stateOf({ goneAt, isHidden, isUnanswered }: InboxThread): string | undefined {
  if (goneAt) return words.conversationGone;
  if (isHidden) return words.hidden;
  return isUnanswered ? words.waits : undefined;
}
