import {
  Check,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  Loader,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { PostStep, PostView } from '#contract/posts.ts';
import { timeline as words } from './strings.ts';
import { linesOf, type FileLine, type Line } from './timeline-lines.ts';
import './timeline.css';

/** What happened to a post, in order, with Instagram's ids; what runs now; and what comes next. */
export function Timeline({ view }: { view: PostView }) {
  return (
    <section aria-label={words.title}>
      <ol className="timeline">
        {linesOf(view).map((line) => (
          <li
            key={line.key}
            data-look={line.look}
            aria-current={line.look === 'current' ? 'step' : undefined}
          >
            <span className="clip timeline-icon">
              <StepIcon look={line.look} />
            </span>
            <h2 className="timeline-title">{line.title}</h2>
            <span className="id small timeline-when">{line.when}</span>
            <div className="timeline-body">
              {line.text}
              {line.files.length > 0 && <Files files={line.files} />}
              <Ids details={line.details} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

const icons: Record<Line['look'], LucideIcon> = {
  done: Check,
  current: Loader,
  next: CircleDashed,
  failed: X,
  paused: CirclePause,
  unconfirmed: CircleQuestionMark,
};

function StepIcon({ look }: { look: Line['look'] }) {
  const Icon = icons[look];
  return <Icon size={16} className={look === 'current' ? 'turning' : ''} aria-hidden="true" />;
}

/** More ids than these are folded. */
const mostShown = 3;

function Files({ files }: { files: FileLine[] }) {
  const list = (
    <dl className="timeline-ids">
      {files.map(({ position, containerId, traceId, isReady }) => (
        <div key={position} className="contents">
          <dt>{words.nth(position)}</dt>
          <dd className="id">
            {[containerId, traceId && `${words.trace} ${traceId}`, !isReady && words.notReady]
              .filter(Boolean)
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
  if (files.length <= mostShown) return list;
  return (
    <details className="mt-2">
      <summary className="small w-fit cursor-pointer text-ink-2">{words.fold(files.length)}</summary>
      {list}
    </details>
  );
}

function Ids({ details }: { details: PostStep['details'] }) {
  const rows = [
    [words.container, details['containerId']],
    [words.media, details['mediaId']],
    [words.comment, details['commentId']],
    [words.attempt, Number(details['attempt'] ?? 1) > 1 ? details['attempt'] : undefined],
    [words.code, details['code']],
    [words.subcode, details['subcode']],
    [words.trace, details['traceId']],
  ].filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (rows.length === 0) return null;
  return (
    <dl className="timeline-ids">
      {rows.map(([name, value]) => (
        <div key={String(name)} className="contents">
          <dt>{String(name)}</dt>
          <dd className="id">{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
