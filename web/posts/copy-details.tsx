import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { PostView } from '#contract/posts.ts';
import { Button } from '../look/button.tsx';
import { page as words } from './strings.ts';

/** Copies the steps with their ids and trace ids, as Meta's support asks for them. */
export function CopyDetails({ view }: { view: PostView }) {
  const [isCopied, setIsCopied] = useState(false);
  if (view.steps.length === 0) return null;
  return (
    <Button
      onClick={() => {
        void navigator.clipboard.writeText(detailsOf(view)).then(() => setIsCopied(true));
      }}
    >
      {isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </Button>
  );
}

function detailsOf({ post, steps }: PostView): string {
  return [
    `post ${post.id}, ${post.state}, account ${post.instagramUserId}`,
    ...steps.map(({ at, step, outcome, details }) =>
      [at, step, outcome, ...Object.entries(details).map(([name, value]) => `${name}=${spell(value)}`)].join(
        ' ',
      ),
    ),
  ].join('\n');
}

const spell = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
