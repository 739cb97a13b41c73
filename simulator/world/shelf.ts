/**
 * Entities of one kind in the order they were first put. `put` marks what it changes, so that the store can write exactly the
 * changed ones in one transaction.
 */
export type Shelf<T, Index extends string = never> = {
  readonly kind: string;
  get(id: string): T | undefined;
  list(): T[];
  /** Looks at every entity: only for kinds that stay few. */
  find(claim: (entity: T) => boolean): T | undefined;
  /** Looks at every entity: only for kinds that stay few. */
  filter(claim: (entity: T) => boolean): T[];
  /**
   * The entities whose indexed member is `value`, in the order they were first put under it. The same list until one of them
   * changes, so that what is derived from a list can be kept beside it.
   */
  by(index: Index, value: string): readonly T[];
  /** How many those are, without building a list. */
  countBy(index: Index, value: string): number;
  put(entity: T): T;
  remove(id: string): void;
  readonly size: number;
};

/** The store's side of a shelf. `json` is undefined for an entity that was removed. */
export type ShelfInside = {
  kind: string;
  isChanged(): boolean;
  takeChanges: () => { id: string; json: string | undefined }[];
  /** For a world that keeps its entities nowhere else. */
  forgetChanges(): void;
  load(json: string): void;
  /** Every entity as JSON, in the order they were first put. */
  listJson(): Iterable<string>;
  /** The key of an entity that somebody else wrote. Throws when the shelf could not keep it. */
  judge(json: string): string;
  clear(): void;
};

/** What an index goes by: a text, or several, each once; undefined keeps the entity out of the index. */
export type Indexes<T, Index extends string> = Record<Index, KeyOf<T>>;

type KeyOf<T> = (entity: T) => string | readonly string[] | undefined;

/** An empty shelf and the store's handle on it. `idOf` names the member that is the key. */
export function createShelf<T, Index extends string = never>(
  kind: string,
  idOf: (entity: T) => string,
  indexes: Indexes<T, Index> = {} as Indexes<T, Index>,
): { shelf: Shelf<T, Index>; inside: ShelfInside } {
  const entities = new Map<string, T>();
  const changed = new Set<string>();
  const keysOf = new Map<string, KeyOf<T>>(Object.entries(indexes));
  const idsBy = new Map([...keysOf.keys()].map((index) => [index, new Map<string, Set<string>>()]));
  const listsBy = new Map([...keysOf.keys()].map((index) => [index, new Map<string, readonly T[]>()]));

  const shelf: Shelf<T, Index> = {
    kind,
    get: (id) => entities.get(id),
    list: () => [...entities.values()],
    find: (claim) => entities.values().find(claim),
    filter: (claim) => entities.values().filter(claim).toArray(),
    by: (index, value) => listsBy.get(index)?.get(value) ?? makeList(index, value),
    countBy: (index, value) => idsBy.get(index)?.get(value)?.size ?? 0,
    put(entity) {
      const id = idOf(entity);
      place(id, entity);
      changed.add(id);
      return entity;
    },
    remove(id) {
      if (!entities.has(id)) return;
      place(id, undefined);
      changed.add(id);
    },
    get size() {
      return entities.size;
    },
  };

  const inside: ShelfInside = {
    kind,
    isChanged: () => changed.size > 0,
    forgetChanges: () => changed.clear(),
    takeChanges() {
      const changes = [...changed].map((id) => {
        const entity = entities.get(id);
        return { id, json: entity === undefined ? undefined : JSON.stringify(entity) };
      });
      changed.clear();
      return changes;
    },
    load(json) {
      const entity = JSON.parse(json) as T;
      place(idOf(entity), entity);
    },
    *listJson() {
      for (const entity of entities.values()) yield JSON.stringify(entity);
    },
    judge(json) {
      const entity = JSON.parse(json) as T;
      const id: unknown = idOf(entity);
      if (typeof id !== 'string' || id === '') throw new Error(`A ${kind} has no id.`);
      for (const keyOf of keysOf.values()) {
        const key: unknown = keyOf(entity);
        if (key !== undefined && [key].flat().some((each) => typeof each !== 'string')) {
          throw new Error(`The ${kind} ${id} lacks what it is found by.`);
        }
      }
      return id;
    },
    clear() {
      entities.clear();
      changed.clear();
      idsBy.forEach((ids) => ids.clear());
      listsBy.forEach((lists) => lists.clear());
    },
  };

  return { shelf, inside };

  function makeList(index: Index, value: string): readonly T[] {
    const ids = idsBy.get(index)?.get(value);
    if (ids === undefined) return [];
    const list = Array.from(ids, (id) => entities.get(id) as T);
    listsBy.get(index)?.set(value, list);
    return list;
  }

  function place(id: string, entity: T | undefined): void {
    const before = entities.get(id);
    for (const [index, keyOf] of keysOf) {
      const from = before === undefined ? undefined : keyOf(before);
      const to = entity === undefined ? undefined : keyOf(entity);
      if (from !== to) moveKeys(idsBy.get(index) ?? new Map<string, Set<string>>(), id, from, to);
      const lists = listsBy.get(index);
      if (lists !== undefined && lists.size > 0) forget(lists, from, to);
    }
    if (entity === undefined) entities.delete(id);
    else entities.set(id, entity);
  }
}

type Keys = string | readonly string[] | undefined;

function moveKeys(ids: Map<string, Set<string>>, id: string, from: Keys, to: Keys) {
  const [left, entered] = [listOf(from), listOf(to)];
  for (const key of left) if (!entered.includes(key)) leave(ids, id, key);
  for (const key of entered) if (!left.includes(key)) enter(ids, id, key);
}

function forget(lists: Map<string, unknown>, from: Keys, to: Keys) {
  for (const key of listOf(from)) lists.delete(key);
  for (const key of listOf(to)) lists.delete(key);
}

function listOf(keys: Keys): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === 'string' ? [keys] : keys;
}

function leave(ids: Map<string, Set<string>>, id: string, key: string) {
  const left = ids.get(key);
  left?.delete(id);
  if (left?.size === 0) ids.delete(key);
}

function enter(ids: Map<string, Set<string>>, id: string, key: string) {
  const there = ids.get(key);
  if (there === undefined) ids.set(key, new Set([id]));
  else there.add(id);
}
