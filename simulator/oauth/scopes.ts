import type { Scope } from '../world/entities.ts';

/** The permissions of Instagram Login, with what they let an app do, as the consent page names them. */
export const scopeTitles: Record<Scope, string> = {
  instagram_business_basic: 'Profile and media',
  instagram_business_content_publish: 'Publish',
  instagram_business_manage_comments: 'Comments',
  instagram_business_manage_messages: 'Messages',
  instagram_business_manage_insights: 'Insights',
};

export const allScopes = Object.keys(scopeTitles) as Scope[];

/** Every other permission needs it, so a person cannot leave it out. */
export const requiredScope: Scope = 'instagram_business_basic';

export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopeTitles, text);
}
