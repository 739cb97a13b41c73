import { useState } from 'react';
import type { ClientView } from '#contract/review-links.ts';
import { Heading } from '../look/heading.tsx';
import { day } from '../look/moments.ts';
import { ClientPostView, type Decided } from './client-post.tsx';
import { client as words } from './strings.ts';
import { Thanks } from './thanks.tsx';
import { weekInWords } from './week-in-words.ts';

/** What the link shows, the posts by their time; and thanks for each that was decided on here. */
export function ClientPosts({ view }: { view: ClientView }) {
  const { posts, username } = view;
  // Kept here, since a post that should change is shown no longer: it is being worked on.
  const [decisions, setDecisions] = useState<Record<string, Decided>>({});
  const asked = posts.filter(({ mayDecide }) => mayDecide);
  const gone = Object.entries(decisions).filter(([id]) => posts.every((post) => post.id !== id));
  return (
    <>
      <Heading>
        {view.monday ? words.week(...weekInWords(view.monday), username) : words.onePost(username)}
      </Heading>
      <p className="read mt-1.5 mb-7 text-pretty text-ink-2" dir="auto">
        {words.lede(view.name, asked.length)}{' '}
        <span className="text-ink-3">{words.until(day(view.expiresAt))}</span>
      </p>
      {gone.map(([id, decided]) => (
        <Thanks key={id} decided={decided} />
      ))}
      {posts.length === 0 && gone.length === 0 && (
        <div className="border-t border-line py-6">
          <p className="voice">{words.nothing}</p>
          <p className="mt-1 max-w-[34rem] text-pretty text-ink-2">{words.nothingMeaning}</p>
        </div>
      )}
      {posts.map((post) => (
        <ClientPostView
          key={post.id}
          post={post}
          isOnly={posts.length === 1}
          isNext={post.id === asked[0]?.id}
          decided={decisions[post.id]}
          onDecided={(decided) => setDecisions((before) => ({ ...before, [post.id]: decided }))}
        />
      ))}
    </>
  );
}
