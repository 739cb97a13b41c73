import type { FacebookScope } from '../world/facebook.ts';

/** The permissions of Facebook Login that the simulated dialog knows, in the order it lists them, with words for a person. */
export const facebookScopeTitles: Record<FacebookScope, string> = {
  public_profile: 'Your name and profile picture',
  email: 'Your email address',
  instagram_basic: 'Access profile and posts from the Instagram account',
  instagram_content_publish: 'Upload media and create posts for the Instagram account',
  instagram_manage_comments: 'Manage comments for the Instagram account',
  instagram_manage_insights: 'Access insights for the Instagram account',
  instagram_manage_messages: 'Manage and access conversations in Instagram Direct',
  instagram_manage_contents: 'Manage and delete posts of the Instagram account',
  instagram_manage_engagement: 'Like media and comments as the Instagram account',
  instagram_manage_upcoming_events: 'Manage upcoming events of the Instagram account',
  instagram_shopping_tag_products: 'Tag products in posts of the Instagram account',
  instagram_branded_content_creator: 'Label posts as paid partnerships',
  instagram_branded_content_brand: 'Manage partnerships of the brand',
  catalog_management: 'Manage the product catalogues',
  pages_show_list: 'Show a list of the Pages you manage',
  pages_read_engagement: 'Read content posted on the Page',
  pages_manage_metadata: 'Manage accounts, settings and webhooks for a Page',
  pages_messaging: 'Manage and access Page conversations in Messenger',
  business_management: 'Manage your business',
  ads_management: 'Manage ads',
  ads_read: 'Access ads and related statistics',
};

export const allFacebookScopes = Object.keys(facebookScopeTitles) as FacebookScope[];

export function isFacebookScope(text: string): text is FacebookScope {
  return Object.hasOwn(facebookScopeTitles, text);
}

/** What the ids of a granular permission name; undefined for one that has no such limits. */
export function targetOf(scope: FacebookScope): 'page' | 'account' | 'business' | undefined {
  if (scope.startsWith('instagram_')) return 'account';
  if (scope.startsWith('pages_')) return 'page';
  return scope === 'business_management' ? 'business' : undefined;
}
