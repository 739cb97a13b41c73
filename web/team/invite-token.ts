const place = 'tintype.invite';

/**
 * The secret of the invite that this page was opened by. It comes in the fragment, which no request carries, and leaves the
 * address at once; this tab keeps it, so that signing in leads back here without it in any address.
 */
export function inviteToken(): string {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(place, given);
    history.replaceState(history.state, '', location.pathname);
  }
  return sessionStorage.getItem(place) ?? 'none';
}

export function forgetInvite(): void {
  sessionStorage.removeItem(place);
}
