/** An app's developer asks an account to become an Instagram Tester. An accepted one stands in `App.testers` as well. */
export type TesterInvite = {
  /** `${appId}:${username}` */
  id: string;
  appId: string;
  /** In lower case. Not validated: nobody may have this name. */
  username: string;
  /** Unix milliseconds on the world's clock. */
  invitedAt: number;
  answer?: 'accepted' | 'declined';
};
