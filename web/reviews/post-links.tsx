import { Link2 } from 'lucide-react';
import { useState } from 'react';
import type { Post } from '#contract/posts.ts';
import { Button } from '../look/button.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { LinkList } from './link-list.tsx';
import { links as words } from './strings.ts';

/** Links to this post for people without an account: made, listed, revoked. */
export function PostLinks({ workspaceId, post }: { workspaceId: string; post: Post }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section className="max-w-[42rem]" aria-label={words.list}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2>{words.list}</h2>
        <Button size="small" onClick={() => setIsAsking(true)}>
          <Link2 size={15} aria-hidden="true" />
          {words.ask}
        </Button>
      </div>
      <LinkList workspaceId={workspaceId} of={{ postId: post.id }} />
      {isAsking && (
        <LinkDialog
          workspaceId={workspaceId}
          scope={{ postId: post.id }}
          title={words.title}
          lede={post.state === 'draft' ? `${words.ledePost} ${words.notYet}` : words.ledePost}
          onClose={() => setIsAsking(false)}
        />
      )}
    </section>
  );
}
