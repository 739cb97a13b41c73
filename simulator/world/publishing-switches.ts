/** Switches of an account that decide what publishing to it meets. Absent: nothing out of the ordinary. */
export type PublishingSwitches = {
  /**
   * `blocked`: Meta takes it for spam, 4/2207051. `blockedButPublished`: the same answer, and the post is live all the same. `fatal`: `-1/2207001`.
   * `createFails` and `uploadFails`: containers, or those of videos, are refused with -1/2207032 and -1/2207053.
   */
  publishing?: 'normal' | 'blocked' | 'blockedButPublished' | 'fatal' | 'createFails' | 'uploadFails';
  /** False: trial reels are refused with 2207081. */
  hasTrialReels?: boolean;
  /** False: labels of partnerships are refused. */
  mayLabelPartnerships?: boolean;
  /** Nobody else can tag it or ask it to collaborate. */
  isPrivate?: boolean;
  /** The copyright check finds something in its videos. */
  hasCopyrightMatches?: boolean;
  /** Products of its shop; absent: it has none. */
  shopProductIds?: string[];
};
