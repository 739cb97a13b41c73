import { expect, test } from 'vitest';
import type { Post } from '#contract/posts.ts';
import { createDraftKeeper, type Kept, type Place } from './draft-keeper.ts';
import { draftOf, emptyDraft, type Draft } from './draft.ts';

class Conflict extends Error {}
class Refused extends Error {}

const aPost = (draft: Draft, version = 1): Post => ({ ...draft, id: 'post', version }) as unknown as Post;

/** A server that holds one post, a browser's memory, and timers that run when told. */
function aPlace() {
  const timers = new Set<() => void>();
  const state = {
    post: undefined as Post | undefined,
    kept: undefined as Kept | null | undefined,
    saves: 0,
    refusal: undefined as Error | undefined,
    /** What was made, by its key; and whether the next answer is lost on the way. */
    made: new Map<string, Post>(),
    loses: false,
    /** Held back until released. */
    gate: Promise.resolve(),
  };
  const place: Place = {
    async create(draft, key) {
      state.saves++;
      await state.gate;
      if (state.refusal) throw state.refusal;
      const made = state.made.get(key) ?? aPost(draft);
      state.made.set(key, made);
      if (!state.loses) return (state.post = made);
      state.loses = false;
      throw new Error('lost');
    },
    async edit({ version }, draft) {
      state.saves++;
      await state.gate;
      if (state.refusal) throw state.refusal;
      if (state.post!.version !== version) throw new Conflict();
      return (state.post = aPost(draft, version + 1));
    },
    read: async () => state.post!,
    isConflict: (error) => error instanceof Conflict,
    mayPass: (error) => !(error instanceof Refused),
    keep: (kept) => (state.kept = kept),
    later(run) {
      timers.add(run);
      return () => timers.delete(run);
    },
  };
  /** Lets the waiting timers run, and what they began end. */
  async function rest() {
    for (const run of timers) {
      timers.delete(run);
      run();
    }
    await settled();
  }
  /** Somebody else saves. */
  const somebodyElse = (more: Partial<Draft>) => {
    state.post = aPost({ ...draftOf(state.post!), ...more }, state.post!.version + 1);
  };
  return { place, state, rest, somebodyElse };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const write = (caption: string) => (draft: Draft) => ({ ...draft, caption });

async function aSavedDraft() {
  const house = aPlace();
  const keeper = createDraftKeeper(house.place, {
    kept: { draft: emptyDraft('one'), base: null },
    post: undefined,
  });
  keeper.change(write('Three cups'));
  await house.rest();
  return { ...house, keeper };
}

test('a draft is saved when the writing rests, once for many letters', async () => {
  const { place, state, rest } = aPlace();
  const keeper = createDraftKeeper(place, {
    kept: { draft: emptyDraft('one'), base: null },
    post: undefined,
  });

  for (const text of ['T', 'Th', 'Three']) keeper.change(write(text));
  expect(keeper.read().phase).toBe('unsaved');
  await rest();

  expect(state.saves).toBe(1);
  expect(state.post?.caption).toBe('Three');
  expect(keeper.read().phase).toBe('saved');
});

test('every letter is kept in the browser before it is saved', async () => {
  const { keeper, state } = await aSavedDraft();

  keeper.change(write('Three cups and'));

  expect(state.kept?.draft.caption).toBe('Three cups and');
  expect(state.kept?.base?.version).toBe(1);
});

test('what is written during a save is saved next', async () => {
  const { keeper, state, rest } = await aSavedDraft();
  const { promise, resolve } = Promise.withResolvers<void>();
  state.gate = promise;
  keeper.change(write('Four cups'));
  await rest();
  keeper.change(write('Five cups'));
  resolve();
  await settled();

  expect(keeper.read().phase).toBe('unsaved');
  await rest();

  expect(state.post?.caption).toBe('Five cups');
});

test('what only somebody else changed is taken over and told', async () => {
  const { keeper, state, rest, somebodyElse } = await aSavedDraft();
  somebodyElse({ firstComment: 'Cone 10' });
  keeper.change(write('Four cups'));
  await rest();
  await rest();

  expect(keeper.read()).toMatchObject({ taken: ['firstComment'], clash: null, phase: 'saved' });
  expect(draftOf(state.post!)).toMatchObject({ caption: 'Four cups', firstComment: 'Cone 10' });
});

test('what both changed waits for a person, and neither text is lost', async () => {
  const { keeper, state, rest, somebodyElse } = await aSavedDraft();
  somebodyElse({ caption: 'Five cups' });
  keeper.change(write('Four cups'));
  await rest();

  expect(keeper.read().clash).toMatchObject({ parts: ['caption'], theirs: { caption: 'Five cups' } });
  keeper.change(write('Four cups!'));
  await rest();
  expect(state.post?.caption).toBe('Five cups');
  expect(state.kept?.draft.caption).toBe('Four cups!');
});

test('the decision of a person is saved over the newer version', async () => {
  const { keeper, state, rest, somebodyElse } = await aSavedDraft();
  somebodyElse({ caption: 'Five cups' });
  keeper.change(write('Four cups'));
  await rest();

  keeper.decide([{ part: 'caption', from: { ...keeper.read().draft, caption: 'Four or five' } }]);
  await rest();

  expect(state.post?.caption).toBe('Four or five');
  expect(keeper.read().clash).toBeNull();
});

test('after a reload the writing goes on from the version it was begun on', async () => {
  const { keeper, place, state, rest, somebodyElse } = await aSavedDraft();
  keeper.change(write('Four cups'));
  const kept = structuredClone(state.kept!);
  somebodyElse({ caption: 'Five cups' });

  const again = createDraftKeeper(place, { kept, post: state.post });
  await rest();

  expect(again.read().draft.caption).toBe('Four cups');
  expect(again.read().clash?.theirs.caption).toBe('Five cups');
});

test('a save that did not arrive is tried again', async () => {
  const { keeper, state, rest } = await aSavedDraft();
  state.refusal = new Error('offline');
  keeper.change(write('Four cups'));
  await rest();
  expect(keeper.read().phase).toBe('refused');

  state.refusal = undefined;
  await rest();

  expect(state.post?.caption).toBe('Four cups');
});

test('a flush answers the post with all that was written, and nothing where a person must decide', async () => {
  const { keeper, somebodyElse } = await aSavedDraft();
  keeper.change(write('Four cups'));
  expect((await keeper.flush())?.caption).toBe('Four cups');

  somebodyElse({ caption: 'Five cups' });
  keeper.change(write('Six cups'));
  expect(await keeper.flush()).toBeUndefined();
});

test('what is deleted is saved no more, also not when its page is left, and is forgotten in the browser', async () => {
  const { keeper, state, rest } = await aSavedDraft();
  keeper.change(write('Four cups'));

  keeper.finish();
  keeper.leave();
  await rest();

  expect(state.saves).toBe(1);
  expect(state.kept).toBe(null);
});

test('without an account nothing is sent, and all is kept in the browser', async () => {
  const { place, state, rest } = aPlace();
  const keeper = createDraftKeeper(place, { kept: { draft: emptyDraft(null), base: null }, post: undefined });
  keeper.change(write('Three cups'));
  await rest();

  expect(state.saves).toBe(0);
  expect(state.kept?.draft.caption).toBe('Three cups');
});

test('a first save whose answer was lost is sent again as it was: one post is made, and what was written since is saved', async () => {
  const { place, state, rest } = aPlace();
  const keeper = createDraftKeeper(place, {
    kept: { draft: emptyDraft('account'), base: null },
    post: undefined,
  });
  state.loses = true;
  keeper.change(write('Three cups'));
  await rest();
  keeper.change(write('Four cups'));
  await rest();
  await rest();

  expect(state.made.size).toBe(1);
  expect(state.post?.caption).toBe('Four cups');
});

test('a reload after a lost answer makes no second post', async () => {
  const { place, state, rest } = aPlace();
  const keeper = createDraftKeeper(place, {
    kept: { draft: emptyDraft('account'), base: null },
    post: undefined,
  });
  state.loses = true;
  keeper.change(write('Three cups'));
  await rest();

  const again = createDraftKeeper(place, { kept: structuredClone(state.kept!), post: undefined });
  await rest();

  expect(state.made.size).toBe(1);
  expect(again.read().phase).toBe('saved');
});

test('a save that is refused for good is not tried again, and the next one stands for itself', async () => {
  const { place, state, rest } = aPlace();
  const keeper = createDraftKeeper(place, {
    kept: { draft: emptyDraft('account'), base: null },
    post: undefined,
  });
  state.refusal = new Refused();
  keeper.change(write('Three cups'));
  await rest();
  await rest();
  expect([state.saves, keeper.read().isTriedAgain]).toEqual([1, false]);

  state.refusal = undefined;
  keeper.change(write('Four cups'));
  await rest();
  expect(state.post?.caption).toBe('Four cups');
});
