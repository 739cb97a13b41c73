import { CircleCheck } from 'lucide-react';
import { Notice } from '../look/notice.tsx';
import type { Decided } from './client-post.tsx';
import { client as words } from './strings.ts';

/** What became of a decision, told to whoever made it. */
export function Thanks({ decided }: { decided: Decided }) {
  const { how, state, isNotScheduled } = decided;
  return (
    <div className="mb-6">
      <Notice icon={CircleCheck} tint="success" title={words.thanks[how]}>
        {how === 'approved' &&
          (isNotScheduled
            ? words.notScheduled
            : state === 'approved'
              ? words.willBeScheduled
              : words.isScheduled)}
        {how === 'changes_asked' && words.changesMeaning}
      </Notice>
    </div>
  );
}
