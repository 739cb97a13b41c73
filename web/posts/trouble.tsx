import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { breachesOf } from './breaches-of.ts';
import { Paused } from './paused.tsx';
import { page as words } from './strings.ts';

/** What stands in a post's way: the sentence, what it means, and the next step as a button. */
export function Trouble({
  post,
  workspace,
  mayEdit,
}: {
  post: Post;
  workspace: Workspace;
  mayEdit: boolean;
}) {
  if (post.state === 'unconfirmed') return <Unconfirmed post={post} workspace={workspace} />;
  const code = codeOf(post);
  if (post.paused) return <Paused post={post} workspace={workspace} />;
  if (!code) return null;
  const entry = entryOf(code);
  const { userMessage } = post.failure?.details ?? {};
  const breaches = breachesOf(post.failure?.details ?? {});
  return (
    <section className="plate max-w-[42rem]" role="alert">
      <h2 className="voice">{entry.message}</h2>
      <p className="read mt-1.5 text-ink-2">{entry.meaning}</p>
      {breaches.length > 0 && (
        <ul className="mt-2">
          {breaches.map(({ sentence, fix, item }) => (
            <li key={`${item}:${sentence}`} className="mt-1 text-pretty">
              <strong className="strong">
                {item !== undefined && post.items.length > 1 && `${item + 1}: `}
                {sentence}
              </strong>{' '}
              {fix}
            </li>
          ))}
        </ul>
      )}
      {typeof userMessage === 'string' && <p className="small mt-2 text-ink-3">Instagram: {userMessage}</p>}
      <div className="plate-foot">
        {mayEdit && (post.state === 'failed' || post.state === 'draft') && (
          <Link
            className="button"
            data-kind="light"
            to="/w/$slug/posts/$postId/edit"
            params={{ slug: workspace.slug, postId: post.id }}
          >
            {words.publishAgain}
          </Link>
        )}
        {entry.action.do === 'read_operating' && (
          <Link className="button" data-kind="quiet" to="/help/meta-app" hash={code}>
            {entry.action.label}
          </Link>
        )}
        <span className="id small text-ink-3">{code}</span>
      </div>
    </section>
  );
}

/** It may be live: look first, or say what was seen. Nothing here sends anything. */
function Unconfirmed({ post, workspace }: { post: Post; workspace: Workspace }) {
  const queryClient = useQueryClient();
  const params = { workspaceId: workspace.id, postId: post.id };
  const refresh = { onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] }) };
  const look = useMutation({ mutationFn: () => client.posts.look({ params }), ...refresh });
  const resolve = useMutation({
    mutationFn: (decision: 'live' | 'not_live') => client.posts.resolve({ params, body: { decision } }),
    ...refresh,
  });
  const { message, meaning, action } = entryOf('publish_unconfirmed');
  const reason = words.reasons[String(post.failure?.details['reason'])];
  return (
    <section className="plate max-w-[42rem]" role="alert">
      <h2 className="voice">{message}</h2>
      <p className="read mt-1.5 text-ink-2">{meaning}</p>
      {reason && <p className="read mt-1.5 text-ink-2">{reason}</p>}
      {mayWith(workspace, post.instagramUserId, contract.posts.resolve.access) && (
        <>
          <p className="small mt-3 text-ink-3">{words.decide}</p>
          <div className="plate-foot">
            <Button kind="light" working={look.isPending && words.looking} onClick={() => look.mutate()}>
              {action.label}
            </Button>
            <Button
              working={resolve.isPending && resolve.variables === 'live' && words.deciding}
              onClick={() => resolve.mutate('live')}
            >
              {words.isLive}
            </Button>
            <Button
              working={resolve.isPending && resolve.variables === 'not_live' && words.deciding}
              onClick={() => resolve.mutate('not_live')}
            >
              {words.isNotLive}
            </Button>
            {post.permalink && (
              <a className="button" data-kind="quiet" href={post.permalink} target="_blank" rel="noreferrer">
                {words.openAccount}
                <ArrowUpRight size={15} aria-hidden="true" />
              </a>
            )}
            <span className="id small text-ink-3">publish_unconfirmed</span>
          </div>
        </>
      )}
      <ProblemNote error={look.error ?? resolve.error} />
    </section>
  );
}

function codeOf({ failure }: Post): ErrorCode | undefined {
  if (!failure) return undefined;
  return failure.code in catalogue ? (failure.code as ErrorCode) : 'instagram_unexpected';
}
