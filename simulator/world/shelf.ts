/**
 * Entities of one kind in the order they were first put. `put` marks what it changes, so that the store can write exactly the
 * changed ones in one transaction.
 */
export type Shelf<T> = {
  readonly kind: string;
  get(id: string): T | undefined;
  list(): T[];
  find(claim: (entity: T) => boolean): T | undefined;
  filter(claim: (entity: T) => boolean): T[];
  put(entity: T): T;
  readonly size: number;
};

/** The store's side of a shelf. */
export type ShelfInside = {
  kind: string;
  takeChanges: () => { id: string; json: string }[];
  load(json: string): void;
  clear(): void;
};

/** An empty shelf and the store's handle on it. `idOf` names the member that is the key. */
export function createShelf<T>(
  kind: string,
  idOf: (entity: T) => string,
): { shelf: Shelf<T>; inside: ShelfInside } {
  const entities = new Map<string, T>();
  const changed = new Set<string>();

  const shelf: Shelf<T> = {
    kind,
    get: (id) => entities.get(id),
    list: () => [...entities.values()],
    find: (claim) => [...entities.values()].find(claim),
    filter: (claim) => [...entities.values()].filter(claim),
    put(entity) {
      const id = idOf(entity);
      entities.set(id, entity);
      changed.add(id);
      return entity;
    },
    get size() {
      return entities.size;
    },
  };

  const inside: ShelfInside = {
    kind,
    takeChanges() {
      const changes = [...changed].map((id) => ({ id, json: JSON.stringify(entities.get(id)) }));
      changed.clear();
      return changes;
    },
    load(json) {
      const entity = JSON.parse(json) as T;
      entities.set(idOf(entity), entity);
    },
    clear() {
      entities.clear();
      changed.clear();
    },
  };

  return { shelf, inside };
}
