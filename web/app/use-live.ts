import { useEffect, useEffectEvent } from 'react';

/**
 * Follows a stream of server-sent events while this page is in view. A page in the background lets go of it: a browser opens only
 * six connections to one host, and every tab would hold some of them.
 */
export function useLive(path: string, event: string, onEvent: (data: unknown) => void): void {
  const hear = useEffectEvent(onEvent);
  useEffect(() => {
    let events: EventSource | undefined;
    const follow = () => {
      if (document.visibilityState === 'hidden') {
        events?.close();
        events = undefined;
      } else if (!events) {
        events = new EventSource(path);
        events.addEventListener(event, ({ data }: MessageEvent<string>) => hear(JSON.parse(data)));
      }
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      events?.close();
    };
  }, [path, event]);
}
