const tokenPlace = 'tintype.review';
const newPlace = 'tintype.review.new';
const namePlace = 'tintype.reviewer';

/**
 * The secret of the link that this page was opened by. It comes in the fragment, which no request carries, and leaves the address
 * at once; this tab keeps it for when its twelve hours are over. `isNew` until `markOpened`: under which name is still to be asked.
 */
export function takeReviewToken(): { token: string | null; isNew: boolean } {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(tokenPlace, given);
    sessionStorage.setItem(newPlace, 'yes');
    history.replaceState(history.state, '', location.pathname);
  }
  return { token: sessionStorage.getItem(tokenPlace), isNew: sessionStorage.getItem(newPlace) !== null };
}

export function markOpened(name: string): void {
  sessionStorage.removeItem(newPlace);
  localStorage.setItem(namePlace, name);
}

/** The name that was given in this browser before, so that it is written once. */
export function knownName(): string {
  return localStorage.getItem(namePlace) ?? '';
}
