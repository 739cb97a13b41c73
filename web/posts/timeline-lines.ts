import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import type { Post, PostStep, PostView } from '#contract/posts.ts';
import { moment, preciseTime, time } from '../look/moments.ts';
import { breachesOf } from './breaches-of.ts';
import { isInFlight, owesComment } from './pace.ts';
import { kindWords, steps as stepWords, timeline as words } from './strings.ts';

export interface Line {
  key: string;
  look: 'done' | 'current' | 'next' | 'failed' | 'paused' | 'unconfirmed';
  title: string;
  text: string;
  when: string;
  details: PostStep['details'];
  /** The files of a carousel, each with what Instagram calls it. */
  files: FileLine[];
}

export interface FileLine {
  position: number;
  containerId: string;
  traceId: string | undefined;
  isReady: boolean;
}

/** The recorded steps; while the post is in flight the last one is what runs, and the rest of the way is shown ahead. */
export function linesOf({ post, steps }: PostView): Line[] {
  const moves = isInFlight(post.state) && !post.paused;
  const groups = gather(steps);
  const first = steps[0] && moment(steps[0].at);
  const done = groups.map((group, i): Line => {
    const step = group.at(-1)!;
    const isSameDay = i > 0 && moment(step.at).slice(0, 10) === first?.slice(0, 10);
    return {
      key: step.id,
      look: lookOf(step, i === groups.length - 1 && moves),
      ...tell(post, group),
      when: isSameDay ? preciseTime(step.at) : moment(step.at),
      details: group.length > 1 ? {} : step.details,
    };
  });
  return [...done, ...ahead(post, steps, moves)];
}

const isChild = ({ step }: PostStep) => step === 'child_made' || step === 'child_ready';

/** The steps of a carousel's files belong together; every other step stands for itself. */
function gather(steps: PostStep[]): PostStep[][] {
  const groups: PostStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && isChild(step) && isChild(last[0]!)) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function tell(post: Post, group: PostStep[]): Pick<Line, 'title' | 'text' | 'files'> {
  const step = group[0]!;
  if (isChild(step)) {
    const files = filesOf(group);
    const ready = files.filter(({ isReady }) => isReady).length;
    return { title: words.files, text: words.filesReady(ready, post.items.length), files };
  }
  return { title: titleOf(step), text: textOf(post, step), files: [] };
}

function filesOf(group: PostStep[]): FileLine[] {
  const byPosition = new Map<number, FileLine>();
  for (const { step, details } of group) {
    const position = Number(details['position']);
    const before = byPosition.get(position);
    byPosition.set(position, {
      position,
      containerId: textOrNothing(details['containerId']) ?? before?.containerId ?? '',
      traceId: textOrNothing(details['traceId']) ?? before?.traceId,
      isReady: step === 'child_ready',
    });
  }
  return [...byPosition.values()].sort((a, b) => a.position - b.position);
}

const textOrNothing = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function titleOf({ step, outcome, details }: PostStep): string {
  if (step === 'first_comment' && outcome === 'failed')
    return details['code'] === 'comment_unconfirmed' ? words.commentUnconfirmed : words.commentFailed;
  return stepWords[nameOf({ step, outcome })]?.title ?? step;
}

/** What is told of a step: an address that Instagram kept to itself is no failure of the post. */
function nameOf({ step, outcome }: Pick<PostStep, 'step' | 'outcome'>): string {
  return step === 'permalink' && outcome === 'failed' ? 'no_permalink' : step;
}

function textOf({ kind, firstComment }: Post, { step, outcome, details }: PostStep): string {
  const { code, how, until } = details;
  if (code === 'reconnect_needed' && step !== 'first_comment') return words.refusedAccess;
  if (step === 'held' && typeof code === 'string')
    return [sentenceOf(code), typeof until === 'string' && words.until(time(until))]
      .filter(Boolean)
      .join(' ');
  if (step === 'first_comment') {
    if (outcome === 'failed') return typeof code === 'string' ? sentenceOf(code) : '';
    return how === 'found' ? words.commentFound : words.commentWritten(firstComment);
  }
  if (step === 'failed' && breachesOf(details).length > 0)
    return breachesOf(details)
      .map(({ sentence }) => sentence)
      .join(' ');
  if (step === 'container_made') return kindWords[kind].preparing;
  if (step === 'ready') return kindWords[kind].ready;
  return stepWords[nameOf({ step, outcome })]?.text ?? '';
}

function sentenceOf(code: string): string {
  return entryOf(code in catalogue ? (code as ErrorCode) : 'instagram_unexpected').message;
}

function lookOf({ step, outcome }: PostStep, isRunning: boolean): Line['look'] {
  if (step === 'paused' || step === 'unconfirmed') return step;
  if (outcome === 'failed' && step !== 'permalink') return 'failed';
  return isRunning ? 'current' : 'done';
}

/** What is still to come: the rest of the way to Instagram, and the first comment behind it. */
function ahead(post: Post, steps: PostStep[], moves: boolean): Line[] {
  const next = (step: string, text: string): Line => ({
    key: `next-${step}`,
    look: 'next',
    title: stepWords[step]!.title,
    text,
    when: '',
    details: {},
    files: [],
  });
  const { state, kind } = post;
  const files = kind === 'carousel' ? [next('child_made', words.filesNext(post.items.length))] : [];
  const prepared = next('ready', kindWords[kind].next);
  const publishing = next('publishing', words.publishingNext);
  const live = next('published', words.livesNext);
  const comment = owesComment(post, steps)
    ? [next('first_comment', words.commentNext(post.firstComment))]
    : [];
  if (!moves) return state === 'published' ? comment : [];
  if (state === 'scheduled') return [...files, prepared, publishing, live, ...comment];
  if (state === 'preparing') return [prepared, publishing, live, ...comment];
  return state === 'ready' ? [publishing, live, ...comment] : [live, ...comment];
}
