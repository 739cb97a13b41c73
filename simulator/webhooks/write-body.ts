import { metaJson } from '../graph/meta-json.ts';
import type { App } from '../world/entities.ts';
import type { WebhookUpdate } from '../world/webhook.ts';

type Entry = { id: string; time: number; [member: string]: unknown };

/**
 * The body of a delivery, byte for byte as it is signed and sent: `{"object", "entry": […]}` in Meta's JSON. What concerns one account
 * in one second shares an entry; `time` is seconds for `changes` and milliseconds for `messaging`, as in Meta's samples.
 */
export function writeBody(updates: WebhookUpdate[], shape: App['flags']['webhookShape']): string {
  const entries: Entry[] = [];
  for (const update of updates) {
    const last = entries.at(-1);
    const fresh = shape === 'changes' ? writeChanges(update) : writeFlat(update);
    if (last === undefined || !join(last, fresh)) entries.push(fresh);
  }
  return metaJson({ object: updates[0]?.object ?? 'instagram', entry: entries });
}

function writeChanges(update: WebhookUpdate): Entry {
  const { entryId: id, at, field, value } = update;
  if (update.shape === 'messaging') return { id, time: at, [channelOf(field)]: [value] };
  return { id, time: Math.floor(at / 1000), changes: [{ field, value }] };
}

/** As Meta's page prints comments: `field` and `value` in the entry itself. */
function writeFlat(update: WebhookUpdate): Entry {
  const { entryId: id, at, field, value } = update;
  if (update.shape === 'messaging') return writeChanges(update);
  return { id, time: Math.floor(at / 1000), field, value };
}

/** A conversation that another app has in hand comes under a member of its own. */
function channelOf(field: string): 'messaging' | 'standby' {
  return field === 'standby' ? 'standby' : 'messaging';
}

/** Adds the changes of one entry to the one before when both are of one account and second. Messages stay apart. */
function join(entry: Entry, next: Entry): boolean {
  const both = entry['changes'];
  const more = next['changes'];
  if (entry.id !== next.id || entry.time !== next.time || !Array.isArray(both) || !Array.isArray(more)) {
    return false;
  }
  both.push(...(more as unknown[]));
  return true;
}
