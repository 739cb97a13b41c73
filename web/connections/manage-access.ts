import type { SessionState } from '#contract/identity.ts';

/** Where a person removes an app at Instagram: the real address, or the simulated one. */
export function manageAccessUrl(instagram: SessionState['instagram'] | undefined): string {
  if (!instagram?.simulatorUrl) return 'https://www.instagram.com/accounts/manage_access';
  return `${instagram.simulatorUrl.replace(/\/$/, '')}/www.instagram.com/accounts/manage_access`;
}
