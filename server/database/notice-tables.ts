import type { Generated } from 'kysely';
import type { MailChoice } from '#contract/notices.ts';
import type { Json } from './json-column.ts';

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
  /** When the mail server was about to be given the words. */
  handed_at: Date | null;
  failures: Generated<number>;
  answer: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface Notices {
  id: string;
  workspace_id: string;
  user_id: string;
  /** The account that it is about; null where that is no longer known. */
  instagram_user_id: string | null;
  kind: string;
  key: string;
  params: Json<Record<string, unknown>>;
  is_shown: boolean;
  created_at: Date;
  read_at: Date | null;
  mail: MailChoice;
  mail_due_at: Date | null;
}

export interface NoticeChoices {
  user_id: string;
  kind: string;
  in_app: boolean;
  mail: MailChoice;
}

export interface NoticeHours {
  user_id: string;
  time_zone: string;
  quiet_from: string | null;
  quiet_until: string | null;
  digest_at: string;
}
