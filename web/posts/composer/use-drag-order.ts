import { useEffect, useEffectEvent, useRef, type PointerEvent, type RefObject } from 'react';

/** A hand trembles this far without meaning it. */
const trembleXPx = 6;

/**
 * Drags the children of a list along it with a mouse or a pen; a finger scrolls the list and has buttons instead. Answers what to do when a
 * pointer goes down on the nth.
 */
export function useDragOrder(
  list: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
): (event: PointerEvent, nth: number) => void {
  const drag = useRef<{ nth: number; startX: number; isOn: boolean }>(undefined);
  const follow = useEffectEvent((x: number) => {
    const held = drag.current;
    if (!held || !list.current) return;
    held.isOn ||= Math.abs(x - held.startX) > trembleXPx;
    if (!held.isOn) return;
    const boxes = [...list.current.querySelectorAll('.strip-plate')].map((each) =>
      each.getBoundingClientRect(),
    );
    const over = boxes.findIndex(({ left, right }) => x >= left && x <= right);
    if (over === -1 || over === held.nth) return;
    onMove(held.nth, over);
    held.nth = over;
  });

  useEffect(() => {
    const off = new AbortController();
    const on = { signal: off.signal };
    window.addEventListener('pointermove', ({ clientX }) => follow(clientX), on);
    for (const end of ['pointerup', 'pointercancel'])
      window.addEventListener(end, () => (drag.current = undefined), on);
    return () => off.abort();
  }, []);

  return (event, nth) => {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    drag.current = { nth, startX: event.clientX, isOn: false };
  };
}
