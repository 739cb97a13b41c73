import type { PublishingLimit, ScheduleWarning } from '#contract/schedule.ts';
import { day } from '../look/moments.ts';
import { calendar as words } from './strings.ts';

/** What a warning says: the figure that Instagram gave for the account, or that it gave none yet. */
export function tellWarning(warning: ScheduleWarning, limit: PublishingLimit | null): string {
  if (warning === 'close_to_another') return words.closeToAnother;
  if (!limit) return words.overTheLimit;
  return limit.readAt === null
    ? words.overTheAssumedLimit(limit.posts)
    : words.overTheReadLimit(limit.posts, day(limit.readAt));
}
