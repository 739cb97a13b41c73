import type { MouseEvent } from 'react';

/** Closes the popover that the clicked item lies in. */
export function closeMenu(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
