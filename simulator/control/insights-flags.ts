import { z } from 'zod';

/** Flags of an app for insights; `world/insights-flags.ts` says what they mean. */
export const insightsFlags = {
  insightsDelayHours: z.number().min(0).max(48).describe('How far insights lag behind what happened.'),
  insightsWindow: z.enum(['facebook', 'both']).describe('Which host holds a window to 30 days.'),
  insightsEndTime: z.enum(['sameDay', 'nextDay']),
  insightsWithoutPermission: z.enum(['refuse', 'empty']),
  profileMetrics: z.enum(['answered', 'retired']),
  onlineFollowers: z.enum(['given', 'empty']),
  expiredStoryInsights: z.enum(['missing', 'empty']),
};
