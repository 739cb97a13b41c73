import type { SessionState } from '#contract/identity.ts';

const paths = {
  instagram: 'www.instagram.com/accounts/manage_access',
  facebook: 'www.facebook.com/settings?tab=applications',
};

/** Where a person removes an app at Instagram or Facebook: the real address, or the simulated one. */
export function manageAccessUrl(
  instagram: SessionState['instagram'] | undefined,
  login: SessionState['logins'][number] = 'instagram',
): string {
  const path = paths[login];
  if (!instagram?.simulatorUrl) return `https://${path}`;
  return `${instagram.simulatorUrl.replace(/\/$/, '')}/${path}`;
}
