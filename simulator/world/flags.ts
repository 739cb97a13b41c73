import type { AppFlags } from './entities.ts';
import { defaultInsightsFlags } from './insights-flags.ts';
import { defaultManagingFlags } from './managing-flags.ts';
import { defaultPublishingFlags } from './publishing-flags.ts';
import { defaultWebhookFlags } from './webhook-flags.ts';

/** How an app behaves unless it is told otherwise. FIDELITY.md says why each of these was chosen. */
export const defaultFlags: AppFlags = {
  ...defaultInsightsFlags,
  ...defaultWebhookFlags,
  ...defaultManagingFlags,
  ...defaultPublishingFlags,
  loopbackRedirects: true,
  codeExchange: 'flat',
  accountTypeSpelling: 'observed',
  personalAccounts: 'C',
  access: 'everyone',
  withoutAccess: 'calls',
  revoke: 'succeed',
  permissionsRead: 'refuse',
  legacyAuthorize: 'redirect',
  sendDataDeletion: false,
  requireSecretProof: false,
  lastPageCursors: 'both',
  testerLimit: 50,
  facebookCodeToken: 'short',
  dataAccessExpired: 'refuse',
  businessPages: 'listed',
  facebookDialog: 'open',
};
