/** The secret of the link that this page was opened by. It is in the fragment, which no request carries; a link without one is no good. */
export function linkToken(): string {
  return location.hash.slice(1) || 'none';
}
