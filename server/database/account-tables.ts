/** The tables of how a person signs in, beside better-auth's. */

/** A link that was handed out. Its secret is nowhere. */
export interface AccountLinks {
  /** SHA-256 of the secret. */
  token_hash: Buffer;
  user_id: string;
  purpose: 'password_reset' | 'email_confirm';
  /** The address that the link confirms. */
  email: string | null;
  /** Who handed it over, by the right that they have; null for a person's own, a mailed one and the operator's. */
  made_by: string | null;
  created_at: Date;
  expires_at: Date;
}

export interface TwoFactors {
  user_id: string;
  /** A compact JWE of the secret and whose it is. */
  sealed_secret: string;
  created_at: Date;
  /** Null until a first code was right; until then nothing asks for it. */
  confirmed_at: Date | null;
  /** The latest time step whose code was taken: no code is good twice. bigint, so text when read. */
  last_step: string | null;
}

export interface RecoveryCodes {
  user_id: string;
  /** HMAC-SHA256 under a key of the keyring. */
  code_hash: Buffer;
}
