/** An account asked to appear as an author of somebody else's media. */
export type Collaboration = {
  /** `${mediaId}:${accountId}` */
  id: string;
  mediaId: string;
  /** Who was asked. */
  accountId: string;
  username: string;
  status: 'Pending' | 'Accepted' | 'Declined';
  /** Unix milliseconds on the world's clock. */
  createdAt: number;
};
