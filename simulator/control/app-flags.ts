import { z } from 'zod';
import { insightsFlags } from './insights-flags.ts';
import { managingFlags } from './managing-flags.ts';
import { publishingFlags } from './publishing-flags.ts';
import { webhookFlags } from './webhook-flags.ts';

/** Flags of an app as they are set: some, all known, each with a value it can have. `world/` says what they mean. */
export const appFlags = z
  .object({
    ...insightsFlags,
    ...managingFlags,
    ...publishingFlags,
    ...webhookFlags,
    loopbackRedirects: z.boolean(),
    codeExchange: z.enum(['flat', 'data']),
    accountTypeSpelling: z.enum(['observed', 'documented']),
    personalAccounts: z.enum(['A', 'B', 'C']),
    access: z.enum(['everyone', 'testers']),
    withoutAccess: z.enum(['page', 'redirect', 'calls']),
    revoke: z.enum(['succeed', 'refuse']),
    permissionsRead: z.enum(['refuse', 'answer']),
    legacyAuthorize: z.enum(['redirect', 'unavailable']),
    sendDataDeletion: z.boolean(),
    requireSecretProof: z.boolean(),
    lastPageCursors: z.enum(['both', 'before']),
    testerLimit: z.number().int().min(0),
    facebookCodeToken: z.enum(['short', 'long']),
    dataAccessExpired: z.enum(['refuse', 'ignore']),
    businessPages: z.enum(['listed', 'reachable']),
    facebookDialog: z.enum(['open', 'unavailable']),
  })
  .partial()
  .strict();
