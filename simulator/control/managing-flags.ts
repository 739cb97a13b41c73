import { z } from 'zod';

/** Flags of an app for reading and managing; `world/managing-flags.ts` says what they mean. */
export const managingFlags = {
  commentText: z.enum(['judge', 'take']),
  undocumentedEdges: z.enum(['answer', 'refuse']),
  hashtagCursor: z.enum(['still', 'moving']),
  humanAgent: z.boolean(),
};
