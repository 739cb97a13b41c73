import type { Generated } from 'kysely';

/** The tables of what people are told. */

export interface Mails {
  id: string;
  to_address: string;
  kind: string;
  /** A compact JWE of the params; null once it is sent. */
  sealed_params: string | null;
  state: Generated<'waiting' | 'sending' | 'sent' | 'refused' | 'unconfirmed'>;
  due_at: Date | null;
  lease: string | null;
  lease_until: Date | null;
  failures: Generated<number>;
  answer: string | null;
  created_at: Date;
  updated_at: Date;
}
