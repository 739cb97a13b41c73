import { sql } from 'kysely';

/**
 * Whether whom a notice was for may still hear of it: they are a member yet, and its account was not hidden from them since. Asked of
 * the rows themselves, so that a page that is open counts as it stands now.
 */
export function mayHear() {
  return sql<boolean>`exists (select from members where members.user_id = notices.user_id
    and members.workspace_id = notices.workspace_id and (members.role = 'owner'
      or members.account_roles ->> notices.instagram_user_id is distinct from 'none'))`;
}

/** Whether their workspace is open to whom a notice was for: it asks for no second step that they have not set up. */
export function isOpenToThem() {
  return sql<boolean>`not exists (select from workspaces where workspaces.id = notices.workspace_id
    and workspaces.requires_two_factor and not exists (select from two_factors
      where two_factors.user_id = notices.user_id and two_factors.confirmed_at is not null))`;
}
