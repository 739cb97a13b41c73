/** Flags of an app that decide how reading and managing behave where Meta's documents, its answers and public reports disagree. */
export type ManagingFlags = {
  /** Limits of earlier documents that Meta's current page no longer names: 300 characters, 4 hashtags, one link, no shouting. */
  commentText: 'judge' | 'take';
  /** `stories`, `tags`, `live_media` and mentions on graph.instagram.com: in Meta's SDK, and on no page of its documents. */
  undocumentedEdges: 'answer' | 'refuse';
  /** The cursor of hashtag pages: one that never changes, as documented, or one that moves like any other. */
  hashtagCursor: 'still' | 'moving';
  /** Whether Meta has approved the app for "Human Agent". */
  humanAgent: boolean;
};

/** FIDELITY.md says why each of these was chosen. */
export const defaultManagingFlags: ManagingFlags = {
  commentText: 'judge',
  undocumentedEdges: 'answer',
  hashtagCursor: 'still',
  humanAgent: false,
};
