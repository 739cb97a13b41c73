/** What one look found: a calm sentence, and for a warning or a problem what to do. */
export interface Finding {
  check:
    | 'configuration'
    | 'database'
    | 'keys'
    | 'clock'
    | 'Meta'
    | 'addresses'
    | 'webhooks'
    | 'public address';
  level: 'ok' | 'warning' | 'problem';
  says: string;
  fix?: string;
  /** Lines to copy as they stand. */
  copy?: string[];
}
