import { plainScope, requiredScopes } from '#rules/scopes.ts';

/** What a workspace cannot do without a scope. */
const without: Record<string, string> = {
  instagram_business_basic: 'Without it nothing of the account can be shown.',
  instagram_business_content_publish: 'Without it nothing can be scheduled or sent.',
  instagram_business_manage_comments: 'Without it comments stay out of reach.',
  instagram_business_manage_insights: 'Without it there are no figures.',
};

export function describeScope(scope: string): { name: string; without: string } {
  return { name: plainScope(scope), without: without[scope] ?? '' };
}

/** Every scope that this login asks for, the missing ones first. */
export function sortByMissing(
  login: keyof typeof requiredScopes,
  missing: string[],
): { scope: string; granted: boolean }[] {
  return [
    ...missing.map((scope) => ({ scope, granted: false })),
    ...requiredScopes[login]
      .filter(({ scope }) => !missing.includes(scope))
      .map(({ scope }) => ({ scope, granted: true })),
  ];
}
