import type { CallOutput } from '#contract/op.ts';
import type { contract } from '#contract/index.ts';
import { DifferenceView } from './difference-view.tsx';
import { difference as words } from './strings.ts';

/** What was changed since somebody last decided about the post. */
export function ChangedSince({ reviews }: { reviews: CallOutput<typeof contract.reviews.read> }) {
  const decided = reviews.reviews.find(
    ({ ended }) => ended?.how === 'approved' || ended?.how === 'changes_asked',
  );
  if (!reviews.changedSince || !decided) return null;
  return (
    <section className="card max-w-[42rem] px-5 py-4" aria-label={words.now(decided.number)}>
      <h2 className="mb-3">{words.now(decided.number)}</h2>
      <DifferenceView changed={reviews.changedSince} />
    </section>
  );
}
