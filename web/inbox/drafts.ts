/** What is being written: an answer in public, once in private, or a note for colleagues. */
export type ReplyMode = 'reply' | 'private' | 'note';

/** What was begun in a conversation, for as long as this tab lives. */
export function draftOf(threadId: string, mode: ReplyMode): string {
  return sessionStorage.getItem(placeOf(threadId, mode)) ?? '';
}

export function keepDraft(threadId: string, mode: ReplyMode, text: string): void {
  if (text === '') sessionStorage.removeItem(placeOf(threadId, mode));
  else sessionStorage.setItem(placeOf(threadId, mode), text);
}

function placeOf(threadId: string, mode: ReplyMode): string {
  return `inbox-draft:${threadId}:${mode}`;
}
