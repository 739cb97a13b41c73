import { z } from 'zod';
import type { PublishingFlags } from '../world/publishing-flags.ts';
import type { PublishingSwitches } from '../world/publishing-switches.ts';

const count = z.number().int().min(0);

/** The flags of publishing as the control API takes them. */
export const publishingFlags = {
  containerSeconds: z.number().min(0),
  secondPublish: z.enum(['refuse', 'same', 'again']),
  publishingLimit: count,
  containerLimit: count,
  expiredPublish: z.enum(['unknown', 'expired']),
  publishRaceShare: z.number().min(0).max(1),
  childrenOfPublished: z.enum(['published', 'finished']),
  publishLagSeconds: z.number().min(0),
  resumableOnInstagram: z.boolean(),
  facebookParameters: z.enum(['refuse', 'ignore']),
  mostCollaborators: count,
  tallPhotos: z.enum(['refuse', 'take']),
  reelMegabytes: z.number().positive(),
  carouselVideo: z.enum(['older', 'reel']),
  carouselVideoTags: z.enum(['take', 'refuse']),
  videoLayout: z.enum(['documented', 'any']),
  videoRange: z.enum(['required', 'optional']),
  mediaRedirects: count.max(10),
  audioReplacement: z.enum(['gated', 'open']),
} satisfies Record<keyof PublishingFlags, z.ZodType>;

/** The switches of an account likewise. */
export const publishingSwitches = {
  publishing: z
    .enum(['normal', 'blocked', 'blockedButPublished', 'fatal', 'createFails', 'uploadFails'])
    .describe('blocked: 4/2207051. blockedButPublished: the same, and the post is live.'),
  hasTrialReels: z.boolean(),
  mayLabelPartnerships: z.boolean(),
  isPrivate: z.boolean().describe('Nobody can tag it or ask it to collaborate.'),
  hasCopyrightMatches: z.boolean().describe('The copyright check finds something in its videos.'),
  shopProductIds: z.array(z.string()),
} satisfies Record<keyof PublishingSwitches, z.ZodType>;
