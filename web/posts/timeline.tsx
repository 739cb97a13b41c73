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
import { moment, preciseTime } from '../look/moments.ts';
import { isInFlight } from './queries.ts';
import { steps as stepWords, timeline as words } from './strings.ts';
import './timeline.css';

interface Line {
  key: string;
  look: 'done' | 'current' | 'next' | 'failed' | 'paused' | 'unconfirmed';
  title: string;
  text: string;
  when: string;
  details: PostStep['details'];
}

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
              <Ids details={line.details} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The recorded steps; while the post is in flight the last one is what runs, and the rest of the way is shown ahead. */
function linesOf({ post, steps }: PostView): Line[] {
  const moves = isInFlight(post.state) && !post.paused;
  const done = steps.map((step, i): Line => {
    const isLast = i === steps.length - 1;
    const isSameDay = i > 0 && moment(step.at).slice(0, 10) === moment(steps[0]!.at).slice(0, 10);
    return {
      key: step.id,
      look: lookOf(step, isLast && moves),
      title: stepWords[step.step]?.title ?? step.step,
      text:
        step.details['code'] === 'reconnect_needed'
          ? words.refusedAccess
          : (stepWords[step.step]?.text ?? ''),
      when: isSameDay ? preciseTime(step.at) : moment(step.at),
      details: step.details,
    };
  });
  return moves ? [...done, ...ahead(post.state)] : done;
}

function lookOf({ step, outcome }: PostStep, isRunning: boolean): Line['look'] {
  if (step === 'paused' || step === 'unconfirmed') return step;
  if (outcome === 'failed') return 'failed';
  return isRunning ? 'current' : 'done';
}

function ahead(state: PostView['post']['state']): Line[] {
  const next = (step: string, text: string): Line => ({
    key: `next-${step}`,
    look: 'next',
    title: stepWords[step]!.title,
    text,
    when: '',
    details: {},
  });
  const prepared = next('ready', words.preparedNext);
  const publishing = next('publishing', words.publishingNext);
  const live = next('published', words.livesNext);
  if (state === 'scheduled' || state === 'preparing') return [prepared, publishing, live];
  return state === 'ready' ? [publishing, live] : [live];
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

function Ids({ details }: { details: PostStep['details'] }) {
  const rows = [
    [words.container, details['containerId']],
    [words.media, details['mediaId']],
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
