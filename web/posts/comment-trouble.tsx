import { MessageCircle } from 'lucide-react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { PostView } from '#contract/posts.ts';
import { Notice } from '../look/notice.tsx';
import { page as words } from './strings.ts';

/** The post is live and its first comment is not there: that changes nothing of the post, and a person should know. */
export function CommentTrouble({ view }: { view: PostView }) {
  const failed = view.steps.find(({ step, outcome }) => step === 'first_comment' && outcome === 'failed');
  if (!failed) return null;
  const code = String(failed.details['code']);
  const entry = entryOf(code in catalogue ? (code as ErrorCode) : 'instagram_unexpected');
  return (
    <Notice icon={MessageCircle} tint="warning" title={words.commentFailed}>
      {entry.message} {words.commentByHand} <span className="id small text-ink-3">{code}</span>
    </Notice>
  );
}
