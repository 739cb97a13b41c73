import type { Container } from '../../world/media.ts';
import type { World } from '../../world/world.ts';

/** Meta lets a container be published for 24 hours after it was made. */
export const CONTAINER_LIFE_MS = 24 * 60 * 60 * 1000;

/** A photo is ready at once or within this time; a client that never polls must be able to meet 9007. */
const LONGEST_PHOTO_MS = 5_000;

/** A carousel takes from the first to the second after its last child is ready. */
const [SHORTEST_CAROUSEL_MS, LONGEST_CAROUSEL_MS] = [1_000, 5_000];

export type ContainerStatusCode = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

/**
 * The state of a container now. Nothing moves a container but the clock, its bytes and the publish call, so what a read says is
 * derived and never stored. PUBLISHED wins over everything: it stays readable after the 24 hours. A carousel waits for its children
 * and fails with the first that fails.
 */
export function containerStatusAt(world: World, container: Container): ContainerStatusCode {
  const now = world.now();
  if (container.statusCode === 'PUBLISHED') return 'PUBLISHED';
  if (now >= container.expiresAt) return 'EXPIRED';
  if (findFailedChild(world, container) !== undefined) return 'ERROR';
  const readyAt = readyAtOf(world, container);
  if (readyAt === undefined || now < readyAt) return 'IN_PROGRESS';
  return container.statusCode === 'ERROR' ? 'ERROR' : 'FINISHED';
}

/** When its processing is over; undefined while bytes of a video, its own or a child's, are still to come. */
export function readyAtOf(world: World, container: Container): number | undefined {
  if (container.processingMs === undefined) return undefined;
  let startsAt = container.createdAt;
  for (const child of childrenOf(world, container)) {
    const readyAt = readyAtOf(world, child);
    if (readyAt === undefined) return undefined;
    startsAt = Math.max(startsAt, readyAt);
  }
  return startsAt + container.processingMs;
}

/** Meta's sentence for a state, the value of the field `status`. The one for EXPIRED is inferred. */
export function containerStatusSentence(code: ContainerStatusCode, errorSubcode?: number): string {
  const sentences: Record<ContainerStatusCode, string> = {
    IN_PROGRESS: 'In Progress: Media is still being processed.',
    FINISHED: 'Finished: Media has been uploaded and it is ready to be published.',
    PUBLISHED: 'Published: Media has been successfully published.',
    ERROR: `Error: Media upload has failed with error code ${errorSubcode ?? 2207032}`,
    EXPIRED: 'Expired: The container was not published within 24 hours and has expired.',
  };
  return sentences[code];
}

/** The code in the sentence of a container in ERROR: its own, or its failed child's. */
export function errorSubcodeOf(world: World, container: Container): number | undefined {
  return container.errorSubcode ?? findFailedChild(world, container)?.errorSubcode;
}

/** A carousel's children, in order; none for anything else. */
export function childrenOf(world: World, { childIds = [] }: Container): Container[] {
  return childIds.flatMap((id) => world.containers.get(id) ?? []);
}

/** How long a photo is processed for a draw in [0, 1): at once for half of all draws, up to 5 seconds for the rest. */
export function photoProcessingMs(draw: number): number {
  return draw < 0.5 ? 0 : Math.round((draw - 0.5) * 2 * LONGEST_PHOTO_MS);
}

/** How long a carousel is put together once its children are there. */
export function carouselProcessingMs(draw: number): number {
  return Math.round(SHORTEST_CAROUSEL_MS + draw * (LONGEST_CAROUSEL_MS - SHORTEST_CAROUSEL_MS));
}

function findFailedChild(world: World, container: Container): Container | undefined {
  return childrenOf(world, container).find((child) => containerStatusAt(world, child) === 'ERROR');
}
