/** A comment or, with `parentId`, a reply. Instants are unix milliseconds on the world's clock. */
export type Comment = {
  id: string;
  mediaId: string;
  /** The account whose media it stands under. */
  accountId: string;
  parentId?: string;
  /** Instagram-scoped id of who wrote it: a professional account's id, or a seeded stranger's. */
  fromId: string;
  username: string;
  text: string;
  createdAt: number;
  isHidden: boolean;
  likeCount: number;
};
