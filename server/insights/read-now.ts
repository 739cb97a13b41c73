import type { Overview, Window } from '#contract/insights.ts';
import type { Context } from '../context.ts';
import { readTotalsNow } from './ask-totals-now.ts';
import { readOverview } from './read-overview.ts';
import type { WindowAsk } from './read-window.ts';

/** Questions of one account that are on their way: who asks the same meanwhile waits for the same answer. */
const underWay = new Map<string, Promise<void>>();

/**
 * An account's overview, after Instagram was asked for the totals of its two windows that were not read yet. What cannot be read
 * now (held, out of reach, refused) is answered as it stands, and `collection` says why. Throws as `readOverview` does.
 */
export async function readNow(
  ctx: Context,
  workspaceId: string,
  ask: WindowAsk & { connectionId: string },
): Promise<Overview> {
  const known = await readOverview(ctx, workspaceId, ask);
  if (known.unread.length === 0) return known;
  const unread = [known.window, known.before].filter((_, index) => hasUnread(known, index));
  await once(ask.connectionId, unread, () => readTotalsNow(ctx, ask, unread));
  return readOverview(ctx, workspaceId, ask);
}

/** Whether the window (0), or the one before it (1), lacks a figure that Instagram was not asked for. */
function hasUnread({ tiles, unread }: Overview, index: number): boolean {
  return tiles.some(({ metric, now, before }) => {
    const { value, reason } = index === 0 ? now : before;
    return (
      unread.includes(metric) && value === null && reason !== 'too_long_ago' && reason !== 'window_too_long'
    );
  });
}

async function once(connectionId: string, windows: Window[], read: () => Promise<void>): Promise<void> {
  const key = `${connectionId} ${windows.map(({ since, until }) => `${since}-${until}`).join(' ')}`;
  const reading = underWay.get(key) ?? read().finally(() => underWay.delete(key));
  underWay.set(key, reading);
  await reading;
}
