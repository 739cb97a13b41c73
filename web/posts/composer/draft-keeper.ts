import type { Post } from '#contract/posts.ts';
import { draftOf, holdsSomething, inOrder, isSame, type Draft } from './draft.ts';
import { mergeDrafts, takePart, type Part } from './merge-drafts.ts';

/** Long enough for a word, short enough that nobody waits for it. */
const restMs = 800;
/** A save that could not be made is tried again by itself. */
const retryMs = 5000;

/** What is kept in the browser, so that a reload goes on where it was, with the version it was written on. */
export interface Kept {
  draft: Draft;
  /** What the server held when this was begun; null before the first save. */
  base: { postId: string; version: number; draft: Draft } | null;
  /** The first save, sent and not answered yet: what is sent again is this, under its key, so that one post is made. */
  first?: FirstSave | undefined;
}

interface FirstSave {
  key: string;
  draft: Draft;
}

export interface Writing {
  draft: Draft;
  /** The post as the server last answered it; undefined before the first save. */
  post: Post | undefined;
  phase: 'saved' | 'unsaved' | 'saving' | 'refused';
  /** Why the last save was refused, and whether it is tried again by itself. */
  error: unknown;
  isTriedAgain: boolean;
  /** Changed by somebody else meanwhile and taken over. */
  taken: Part[];
  /** Changed by both: nothing is saved until a person decides. */
  clash: { theirs: Post; parts: Part[] } | null;
}

/** What the keeper needs of the world. `save` throws; `isConflict` knows the refusal of an old version. */
export interface Place {
  /** Under a key: sent again with the same draft it makes nothing more. */
  create(draft: Draft, key: string): Promise<Post>;
  edit(post: { id: string; version: number }, draft: Draft): Promise<Post>;
  read(postId: string): Promise<Post>;
  isConflict(error: unknown): boolean;
  /** Worth another try by itself. */
  mayPass(error: unknown): boolean;
  /** In the browser, at once. Null forgets. */
  keep(kept: Kept | null): void;
  later(run: () => void, ms: number): () => void;
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>;

/**
 * Saves a draft as it is written: kept in the browser at every change, on the server when the writing rests. One save is under way at
 * a time; what was written meanwhile is saved next. When somebody else was faster, what only they changed is taken over and told; what
 * both changed waits for a person, with both kept.
 */
export function createDraftKeeper(place: Place, start: { kept: Kept; post: Post | undefined }) {
  let base = start.kept.base;
  let first = start.kept.first;
  let writing: Writing = {
    draft: inOrder(start.kept.draft),
    post: start.post,
    phase: 'saved',
    error: null,
    isTriedAgain: false,
    taken: [],
    clash: null,
  };
  let cancel = () => {};
  let saving: Promise<void> | undefined;
  let isClosed = false;
  const listeners = new Set<() => void>();
  if (isDirty()) wait(restMs);

  function tell(more: Partial<Writing>): void {
    writing = { ...writing, ...more };
    for (const listener of listeners) listener();
  }

  function isDirty(): boolean {
    return base ? !isSame(writing.draft, base.draft) : holdsSomething(writing.draft);
  }

  function wait(ms: number): void {
    cancel();
    cancel = place.later(() => void save(), ms);
  }

  function keep(): void {
    if (!isClosed) place.keep(isDirty() || !base ? { draft: writing.draft, base, first } : null);
  }

  /** Resolves when the save under way, or a new one, has ended; it never rejects: the phase tells. */
  function save(): Promise<void> {
    cancel();
    saving ??= saveOnce().finally(() => {
      saving = undefined;
    });
    return saving;
  }

  async function saveOnce(): Promise<void> {
    const { draft } = writing;
    // Without an account there is nothing that the server could hold it under.
    if (isClosed || writing.clash || !isDirty() || draft.connectionId === null) return;
    tell({ phase: 'saving', error: null });
    try {
      if (base) settle(await place.edit({ id: base.postId, version: base.version }, draft), draft);
      else await createOnce(draft);
    } catch (error) {
      if (base && place.isConflict(error)) await meet(base.postId);
      else refuse(error);
    }
  }

  /** An answer that was lost leaves open whether there is a post by now: the same is asked until it is answered. */
  async function createOnce(draft: Draft): Promise<void> {
    first ??= { key: crypto.randomUUID(), draft };
    keep();
    const { key, draft: held } = first;
    try {
      const post = await place.create(held, key);
      first = undefined;
      settle(post, held);
    } catch (error) {
      if (!place.mayPass(error)) first = undefined;
      throw error;
    }
  }

  function refuse(error: unknown): void {
    const isTriedAgain = !isClosed && place.mayPass(error);
    tell({ phase: 'refused', error, isTriedAgain });
    if (isTriedAgain) wait(retryMs);
  }

  function settle(post: Post, held: Draft): void {
    base = { postId: post.id, version: post.version, draft: held };
    tell({ post, phase: isDirty() ? 'unsaved' : 'saved', error: null });
    keep();
    if (isDirty()) wait(restMs);
  }

  /** Somebody else was faster: what they made of it is brought together with what is here. */
  async function meet(postId: string): Promise<void> {
    try {
      hear(await place.read(postId));
    } catch (error) {
      refuse(error);
    }
  }

  function hear(post: Post): void {
    if (!base || post.version <= base.version) return;
    const theirs = draftOf(post);
    const { draft, taken, clashes } = mergeDrafts(base.draft, writing.draft, theirs);
    base = { postId: post.id, version: post.version, draft: theirs };
    tell({
      draft,
      post,
      taken: [...new Set([...writing.taken, ...taken])],
      clash: clashes.length > 0 ? { theirs: post, parts: clashes } : null,
      phase: isDirty() ? 'unsaved' : 'saved',
    });
    keep();
    if (isDirty() && !writing.clash) wait(0);
  }

  return {
    read: () => writing,
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(how: (draft: Draft) => Draft): void {
      const draft = inOrder(how(writing.draft));
      if (isSame(draft, writing.draft)) return;
      tell({ draft });
      tell({ phase: isDirty() ? 'unsaved' : 'saved' });
      keep();
      if (!writing.clash) wait(restMs);
    },
    /** Tells of a newer version that was read; safe to call with any. */
    hear(post: Post): void {
      if (!saving) hear(post);
    },
    /** A person decided about every part that both had changed. */
    decide: (choices: { part: Part; from: Draft }[]): void => {
      const draft = { ...writing.draft };
      for (const { part, from } of choices) takePart(draft, from, part);
      tell({ draft: inOrder(draft), clash: null });
      keep();
      wait(0);
    },
    forgetTaken: () => tell({ taken: [] }),
    /** Saves all that was written; answers the post, or undefined where it could not be saved. */
    async flush(): Promise<Post | undefined> {
      do await save();
      while (isDirty() && writing.phase === 'unsaved' && !writing.clash && writing.draft.connectionId);
      return base && !isDirty() ? writing.post : undefined;
    },
    /** The post is on its way or deleted: nothing is kept or saved here any more. */
    finish(): void {
      isClosed = true;
      cancel();
      place.keep(null);
    },
    /** The page is left: what is unsaved is saved once more, unless it is finished. */
    leave(): void {
      void save();
    },
  };
}
