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
