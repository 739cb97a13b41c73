import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { isCode } from '../../app/problem.ts';
import { Heading } from '../../look/heading.tsx';
import { Notice } from '../../look/notice.tsx';
import { AccountSelect } from './account-select.tsx';
import { DraftStatus } from './draft-status.tsx';
import { clash as words } from './strings.ts';
import type { Composition } from './use-composition.ts';

const ClashPanel = lazy(async () => ({ default: (await import('./clash-panel.tsx')).ClashPanel }));

/** What is written, where it is kept, for which account; and what other people did to it meanwhile. */
export function ComposerHead({ composition, title }: { composition: Composition; title: string }) {
  const { writing, keeper, draft, workspace } = composition;
  const { clash, taken, post } = writing;
  return (
    <>
      <div className="page-head">
        <Heading>{title}</Heading>
        <span className="flex-1" />
        <DraftStatus writing={writing} />
        <AccountSelect
          accounts={composition.accounts}
          chosen={composition.account?.id}
          slug={workspace.slug}
          onChoose={(connectionId) => composition.change({ connectionId })}
        />
      </div>
      {clash && (
        <Suspense>
          <ClashPanel draft={draft} clash={clash} onDecide={keeper.decide} />
        </Suspense>
      )}
      {taken.length > 0 && (
        <div className="mb-5">
          <Notice
            icon={UsersRound}
            tint="info"
            title={words.taken(taken.map((part) => words.part[part]).join(', '))}
            onClose={keeper.forgetTaken}
          />
        </div>
      )}
      {isCode(writing.error, 'post_not_editable') && post && (
        <div className="mb-5">
          <Notice
            icon={UsersRound}
            tint="warning"
            title={words.onItsWay}
            actions={
              <Link
                className="button"
                data-size="small"
                to="/w/$slug/posts/$postId"
                params={{ slug: workspace.slug, postId: post.id }}
              >
                {words.seeIt}
              </Link>
            }
          />
        </div>
      )}
    </>
  );
}
