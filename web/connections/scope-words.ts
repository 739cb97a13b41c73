import { plainScope, requiredScopes } from '#rules/scopes.ts';

/** What a workspace cannot do without a scope. */
const without: Record<string, string> = {
  instagram_business_basic: 'Without it nothing of the account can be shown.',
  instagram_business_content_publish: 'Without it nothing can be scheduled or sent.',
  instagram_business_manage_comments: 'Without it comments stay out of reach.',
  instagram_business_manage_insights: 'Without it there are no figures.',
  instagram_basic: 'Without it nothing of the account can be shown.',
  instagram_content_publish: 'Without it nothing can be scheduled or sent.',
  instagram_manage_comments: 'Without it comments stay out of reach.',
  instagram_manage_insights: 'Without it there are no figures.',
  pages_show_list: 'Without it no Page, and so no account, can be found.',
  pages_read_engagement: 'Without it the account behind the Page cannot be read.',
  pages_manage_metadata: 'Without it changes are noticed late.',
  business_management: 'Without it Pages of a business are not found.',
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
