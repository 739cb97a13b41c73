/** What an account shows a person before the first message. */
export type MessengerProfile = {
  accountId: string;
  /** By name, as it was written: `ice_breakers`, `persistent_menu`. */
  properties: Record<string, unknown[]>;
};
