import { Heading } from '../look/heading.tsx';
import { ReviewFrame } from './review-frame.tsx';
import { client as words } from './strings.ts';

/** One page for every link that shows nothing: it says what to do, and not which of the reasons it is. */
export function LinkEnded() {
  return (
    <ReviewFrame>
      <div className="py-10 [&_h1]:text-display">
        <Heading>{words.ended}</Heading>
        <p className="read mt-3 text-pretty text-ink-2">{words.endedMeaning}</p>
      </div>
    </ReviewFrame>
  );
}
