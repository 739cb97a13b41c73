/** The ids on the page of what belongs to the comments of one post; several posts may stand on a page. */
export const places = (postId: string) => ({
  comment: (nth: number) => `comment-${postId}-${nth}`,
  newSpot: `spot-${postId}`,
  writing: `say-${postId}`,
});

/** Goes there without touching the address, which keeps secrets of links at times. */
export function goTo(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
