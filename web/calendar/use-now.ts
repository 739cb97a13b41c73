import { useEffect, useState } from 'react';
import { wallTimeAt } from '#rules/wall-time.ts';

/** What the wall of a zone shows, told anew each minute. */
export function useNow(timeZone: string): string {
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setAt(Date.now()), 60_000 - (at % 60_000));
    return () => clearTimeout(timer);
  }, [at]);
  return wallTimeAt(at, timeZone);
}
