import type { AccountRole } from '#contract/op.ts';

/** The tables of who joins a workspace and what they may do with one account. */

/** A link that lets one person in. Its secret is nowhere. */
export interface Invites {
  id: string;
  workspace_id: string;
  /** SHA-256 of the secret. */
  token_hash: Buffer;
  role: string;
  /** Lower case; null for whoever holds the link. */
  email: string | null;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  accepted_by: string | null;
  revoked_at: Date | null;
}

/** Where a member's role is lower for one account. */
export interface MemberAccounts {
  member_id: string;
  instagram_user_id: string;
  role: AccountRole;
}
