import { useEffect, useEffectEvent } from 'react';
import type { InboxThread } from '#contract/inbox.ts';
import { isKeysOn } from './keys-choice.ts';

/** Deeds of the conversation that is open; its buttons carry these names as `data-key`. */
type Deed = 'reply' | 'done' | 'hide';
const deeds: Record<string, Deed> = { r: 'reply', e: 'done', h: 'hide' };

interface KeyedPage {
  threads: InboxThread[];
  open: string | undefined;
  /** The conversation after the open one. */
  next: string | undefined;
  onOpen: (threadId: string) => void;
  onHelp: () => void;
}

/**
 * The inbox by single keys: j and k, or the arrows inside the list, move; Enter opens as on any link; r, e and h press the
 * buttons of the open conversation; n opens the next, / searches, ? tells. Nothing happens while something is typed, in a
 * dialog, or where the keys were switched off.
 */
export function useInboxKeys(page: KeyedPage): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (target.closest('dialog, [popover]')) return;
    if (target.matches('input, textarea, select')) {
      if (event.key === 'Escape') leaveField(target, page.open);
      return;
    }
    const isInList = target.closest('#inbox-rows') !== null;
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (isArrow ? !isInList : !isKeysOn()) return;
    if (press(page, event.key, target)) event.preventDefault();
  });

  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

function press(page: KeyedPage, key: string, target: HTMLElement): boolean {
  const deed = deeds[key];
  if (key === 'j' || key === 'ArrowDown') return move(page, 1, target);
  if (key === 'k' || key === 'ArrowUp') return move(page, -1, target);
  if (deed) return pressButton(deed);
  if (key === 'n' && page.next !== undefined) page.onOpen(page.next);
  else if (key === '/') document.getElementById('inbox-search')?.focus();
  else if (key === '?') page.onHelp();
  else return false;
  return true;
}

/** From the row that has the focus, else from the conversation that is open. */
function move(page: KeyedPage, step: number, target: HTMLElement): boolean {
  const focused = target.closest<HTMLElement>('[data-thread]')?.dataset['thread'];
  const at = page.threads.findIndex(({ id }) => id === (focused ?? page.open));
  const next = page.threads[at < 0 ? 0 : Math.max(0, Math.min(page.threads.length - 1, at + step))];
  if (next) rowOf(next.id)?.focus();
  return true;
}

/** A deed that cannot be done has no button, or one that is switched off. */
function pressButton(deed: Deed): boolean {
  const button = document.querySelector<HTMLElement>(`.inbox [data-key="${deed}"]`);
  button?.click();
  return button !== null;
}

/** Out of a field to what it belongs to, so that the keys work again. */
function leaveField(field: HTMLElement, open: string | undefined): void {
  if (field.closest('search')) (rowOf(open) ?? document.querySelector<HTMLElement>('[data-thread]'))?.focus();
  else document.getElementById('inbox-thread')?.focus();
}

function rowOf(threadId: string | undefined): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#inbox-rows [data-thread="${threadId}"]`);
}
