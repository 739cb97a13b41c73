import { useLayoutEffect, useRef, useState } from 'react';

/** The width of an element in pixels, so that a chart is drawn at its real size and its text is as large as other text. */
export function useWidth<E extends HTMLElement>(): { ref: React.RefObject<E | null>; width: number } {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
