import { useEffect, useEffectEvent } from 'react';

/** A browser comes back by itself to a stream that broke, and gives up one that was answered with an error: then we come back. */
const againMs = 15_000;

/**
 * Follows a stream of server-sent events while this page is in view. A page in the background lets go of it: a browser opens only
 * six connections to one host, and every tab would hold some of them. `onEvent` is by the name of an event. `isOn` says whether
 * there is anything to follow; after the event `end` the stream has no more to tell, and nobody comes back to it.
 */
export function useLive(
  path: string,
  onEvent: Record<string, (data: unknown) => void>,
  { isOn = true, end }: { isOn?: boolean; end?: string } = {},
): void {
  const hear = useEffectEvent((event: string, data: unknown) => onEvent[event]?.(data));
  const names = Object.keys(onEvent).join(' ');
  useEffect(() => {
    if (!isOn) return undefined;
    let events: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const letGo = () => {
      clearTimeout(again);
      events?.close();
      events = undefined;
    };
    const follow = () => {
      if (document.visibilityState === 'hidden') return letGo();
      if (events) return;
      const opened = new EventSource(path);
      for (const event of names.split(' '))
        opened.addEventListener(event, ({ data }: MessageEvent<string>) => {
          if (event === end) opened.close();
          hear(event, JSON.parse(data));
        });
      opened.addEventListener('error', () => {
        if (opened.readyState !== EventSource.CLOSED || events !== opened) return;
        letGo();
        again = setTimeout(follow, againMs);
      });
      events = opened;
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      letGo();
    };
  }, [path, names, isOn, end]);
}
