import {
  Ban,
  CircleCheck,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Check,
  Clock,
  Eye,
  Loader,
  Pencil,
  type LucideIcon,
} from 'lucide-react';
import type { Post } from '#contract/posts.ts';
import { states } from './strings.ts';

const looks: Record<Post['state'] | 'paused', { icon: LucideIcon; tint?: string }> = {
  draft: { icon: Pencil },
  in_review: { icon: Eye, tint: 'info' },
  approved: { icon: Check },
  scheduled: { icon: Clock },
  preparing: { icon: Loader, tint: 'light' },
  ready: { icon: Loader, tint: 'light' },
  publishing: { icon: Loader, tint: 'light' },
  published: { icon: CircleCheck, tint: 'success' },
  paused: { icon: CirclePause, tint: 'warning' },
  unconfirmed: { icon: CircleQuestionMark, tint: 'warning' },
  failed: { icon: CircleX, tint: 'danger' },
  cancelled: { icon: Ban },
};

/** A post's state: an icon and a word, never colour alone. */
export function PostStatus({ post }: { post: Pick<Post, 'state' | 'paused'> }) {
  const state = post.paused ? 'paused' : post.state;
  const { icon: Icon, tint } = looks[state];
  return (
    <span className="status" data-tint={tint}>
      <Icon size={15} className={Icon === Loader ? 'turning' : ''} aria-hidden="true" />
      {states[state]}
    </span>
  );
}
