export type Login = 'instagram' | 'facebook';

/** A permission of Instagram in the words of a person. */
export interface Scope {
  scope: string;
  plain: string;
}

/** What Tintype asks for and cannot do without, by login. Any one of these missing is `scope_rejected`. */
export const requiredScopes: Record<Login, readonly Scope[]> = {
  instagram: [
    { scope: 'instagram_business_basic', plain: 'See the profile and its posts' },
    { scope: 'instagram_business_content_publish', plain: 'Publish' },
    { scope: 'instagram_business_manage_comments', plain: 'Read and answer comments' },
    { scope: 'instagram_business_manage_insights', plain: 'Read insights' },
  ],
  facebook: [
    { scope: 'instagram_basic', plain: 'See the profile and its posts' },
    { scope: 'instagram_content_publish', plain: 'Publish' },
    { scope: 'instagram_manage_comments', plain: 'Read and answer comments' },
    { scope: 'instagram_manage_insights', plain: 'Read insights' },
    { scope: 'pages_show_list', plain: 'See which Pages you manage' },
    { scope: 'pages_read_engagement', plain: 'Read what belongs to the Page' },
    { scope: 'pages_manage_metadata', plain: 'Hear of changes at once' },
    { scope: 'business_management', plain: 'See Pages that a business holds' },
  ],
};

/** What is asked for only when an operator switches it on. Missing, it costs its own feature and never the connection. */
export const optionalScopes: Record<Login, readonly Scope[]> = {
  instagram: [{ scope: 'instagram_business_manage_messages', plain: 'Answer comments in private' }],
  facebook: [
    { scope: 'instagram_manage_contents', plain: 'Delete posts' },
    { scope: 'instagram_shopping_tag_products', plain: 'Tag products' },
    { scope: 'catalog_management', plain: 'Read the catalogue of products' },
    { scope: 'instagram_branded_content_creator', plain: 'Label paid partnerships' },
    { scope: 'instagram_manage_messages', plain: 'Answer comments in private' },
  ],
};

/** A scope as people read it; an unknown one as it is. */
export function plainScope(scope: string): string {
  const known = [requiredScopes, optionalScopes].flatMap(({ instagram, facebook }) => [
    ...instagram,
    ...facebook,
  ]);
  return known.find((each) => each.scope === scope)?.plain ?? scope;
}
