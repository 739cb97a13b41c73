import { correct, none, type CatalogueEntry } from './error-entry.ts';

/** Why a moment is refused, and a file of posts; a part of the catalogue. */
export const scheduleErrors = {
  wall_time_unclear: {
    status: 409,
    message: 'The clock changes at this time.',
    meaning:
      'On that day the clock skips this time or shows it twice. Choose one of the two moments that are named.',
    action: correct,
    retry: 'person',
  },
  time_past: {
    status: 422,
    message: 'This time is over.',
    meaning: 'A post goes out now or at a time that is still to come. Nothing was changed.',
    action: correct,
    retry: 'person',
  },
  time_too_far: {
    status: 422,
    message: 'This time is too far away.',
    meaning: 'A post is scheduled at most five years ahead. Nothing was changed.',
    action: correct,
    retry: 'person',
  },
  no_free_slot: {
    status: 409,
    message: 'The queue has no free slot.',
    meaning:
      'No slot of this account is free within the next 60 days. Add a slot to its queue, or choose a time.',
    action: none,
    retry: 'person',
  },
  import_refused: {
    status: 422,
    message: 'Nothing was imported.',
    meaning: 'A row of the file is not right. Each is named with what to change; then import it again.',
    action: correct,
    retry: 'person',
  },
} as const satisfies Record<string, CatalogueEntry>;
