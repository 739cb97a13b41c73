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
