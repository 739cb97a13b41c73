import type { Seen } from './next-step.ts';

/** What may differ from one Instagram to another. */
export interface Manners {
  /** What a second publish of a container answers: a refusal, or the id of the first. */
  second: 'refuse' | 'same';
  /** Seconds until what is live stands in a list. */
  listLag: number;
  /** Shows no container any more once it is published. */
  isForgetful: boolean;
}

interface Container {
  children: string[];
  madeAt: number;
  readyAt: number;
  fails: boolean;
  publishedAs: string | null;
}

/** Instagram as far as a publish can tell. Time is in seconds. */
export class SmallInstagram {
  containers = new Map<string, Container>();
  media: { id: string; at: number; ours: boolean }[] = [];
  #ids = 0;
  #late: { id: string; at: number }[] = [];
  readonly #manners: Manners;

  constructor(manners: Manners) {
    this.#manners = manners;
  }

  create(children: string[], at: number, slowness: number, fails: boolean): string {
    const id = `c${++this.#ids}`;
    this.containers.set(id, { children, madeAt: at, readyAt: at + slowness, fails, publishedAs: null });
    return id;
  }

  status(id: string, at: number): Seen['container'] {
    const container = this.containers.get(id);
    if (!container) return 'gone';
    if (container.publishedAs) return this.#manners.isForgetful ? 'gone' : 'published';
    if (at - container.madeAt > 24 * 3600) return 'expired';
    // Of a carousel whose child is no longer there.
    if (container.children.some((child) => this.status(child, at) === 'expired')) return 'expired';
    if (at < container.readyAt) return 'in_progress';
    return container.fails ? 'error' : 'finished';
  }

  /** The id of what is live, or undefined for a refusal. */
  publish(id: string, at: number): string | undefined {
    const container = this.containers.get(id);
    if (!container) return undefined;
    if (container.publishedAs) return this.#manners.second === 'same' ? container.publishedAs : undefined;
    if (this.status(id, at) !== 'finished') return undefined;
    // What is published in part would show here: a carousel without its children is none.
    for (const child of container.children)
      if (this.status(child, at) !== 'finished') throw new Error('A carousel was published in part.');
    container.publishedAs = `m${++this.#ids}`;
    this.media.push({ id: container.publishedAs, at, ours: true });
    return container.publishedAs;
  }

  /** A call that is on its way for so long that nobody waits for its answer any more. */
  publishLate(id: string, at: number) {
    this.#late.push({ id, at });
  }

  /** Lets act what arrives until now. */
  pass(now: number) {
    const arrived = this.#late.filter(({ at }) => at <= now);
    this.#late = this.#late.filter(({ at }) => at > now);
    for (const { id, at } of arrived) this.publish(id, at);
  }

  postByHand(at: number) {
    this.media.push({ id: `h${++this.#ids}`, at, ours: false });
  }

  /** What of the list can only be the post: a post with words is told from the person's own, one without is not. */
  matches(hasWords: boolean, since: number, at: number): string[] {
    return this.media
      .filter(
        (media) =>
          media.at + (media.ours ? this.#manners.listLag : 0) <= at &&
          media.at >= since - 60 &&
          (media.ours || !hasWords),
      )
      .map(({ id }) => id);
  }
}
