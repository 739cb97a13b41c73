/** Meta lets a container be published for 24 hours after it was made. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** A photo is ready at once or within this time; a client that never polls must be able to meet 9007. */
const LONGEST_PHOTO_MS = 5_000;

export type ContainerStatusCode = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

/** The instants that decide a container's state, in milliseconds of the world's clock. */
export type ContainerLife = {
  createdAt: number;
  finishesAt: number;
  mediaId?: string | undefined;
  /** The 7-digit subcode of an asynchronous failure. */
  failedWith?: number | undefined;
};

/**
 * The state of a container at an instant. Nothing moves a container but the clock and the publish call, so the state is
 * derived and never stored. PUBLISHED wins over everything: it stays readable after the 24 hours.
 */
export function containerStatusAt(container: ContainerLife, now: number): ContainerStatusCode {
  if (container.mediaId !== undefined) return 'PUBLISHED';
  if (now >= container.createdAt + LIFE_MS) return 'EXPIRED';
  if (now < container.finishesAt) return 'IN_PROGRESS';
  return container.failedWith === undefined ? 'FINISHED' : 'ERROR';
}

/** Meta's sentence for a state, the value of the field `status`. The one for EXPIRED is inferred. */
export function containerStatusSentence(code: ContainerStatusCode, failedWith?: number): string {
  const sentences: Record<ContainerStatusCode, string> = {
    IN_PROGRESS: 'In Progress: Media is still being processed.',
    FINISHED: 'Finished: Media has been uploaded and it is ready to be published.',
    PUBLISHED: 'Published: Media has been successfully published.',
    ERROR: `Error: Media upload has failed with error code ${failedWith ?? 2207032}`,
    EXPIRED: 'Expired: The container was not published within 24 hours and has expired.',
  };
  return sentences[code];
}

/**
 * How long a photo is processed when nobody has set a time: 0 for half of all containers, up to 5 seconds for the rest,
 * always the same for the same id, so that a run can be repeated.
 */
export function photoProcessingMs(containerId: string): number {
  const roll = Number(BigInt(containerId) % 10_007n);
  return roll % 2 === 0 ? 0 : (roll * 37) % (LONGEST_PHOTO_MS + 1);
}
