import type { Container } from '../world/media.ts';

/** Meta lets a container be published for 24 hours after it was made. */
export const CONTAINER_LIFE_MS = 24 * 60 * 60 * 1000;

/** A photo is ready at once or within this time; a client that never polls must be able to meet 9007. */
const LONGEST_PHOTO_MS = 5_000;

export type ContainerStatusCode = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

type ContainerLife = Pick<Container, 'statusCode' | 'finishesAt' | 'expiresAt'>;

/**
 * The state of a container at an instant. Nothing moves a container but the clock and the publish call, so what a read says is
 * derived and never stored. PUBLISHED wins over everything: it stays readable after the 24 hours.
 */
export function containerStatusAt(container: ContainerLife, now: number): ContainerStatusCode {
  if (container.statusCode === 'PUBLISHED') return 'PUBLISHED';
  if (now >= container.expiresAt) return 'EXPIRED';
  if (now < container.finishesAt) return 'IN_PROGRESS';
  return container.statusCode === 'ERROR' ? 'ERROR' : 'FINISHED';
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

/** How long a photo is processed for a draw in [0, 1): at once for half of all draws, up to 5 seconds for the rest. */
export function photoProcessingMs(draw: number): number {
  return draw < 0.5 ? 0 : Math.round((draw - 0.5) * 2 * LONGEST_PHOTO_MS);
}
