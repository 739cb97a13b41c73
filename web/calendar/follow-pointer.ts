/** A hand trembles this far without meaning it. */
const mouseTremblePx = 6;
const fingerTremblePx = 12;
/** A finger that rests this long takes up what is under it; one that moves earlier scrolls the page. */
const pressMs = 350;
/** Near an edge of the window the page moves along, this far with each frame. */
const edgePx = 56;
const edgeStepPx = 10;

export interface Follower {
  /** Taken up: by a mouse that moved, by a finger that rested. */
  onTake: () => void;
  /** Where it is held now, in the window. */
  onMove: (x: number, y: number) => void;
  onDrop: (x: number, y: number) => void;
  /** Put back, by Escape or because the system took the pointer away; also after a drop. */
  onEnd: () => void;
}

/** Follows the pointer that went down with `event` until it is let go. Answers how to stop. */
export function followPointer(event: PointerEvent, follower: Follower): () => void {
  const off = new AbortController();
  const on = { signal: off.signal };
  const { pointerId, clientX: startX, clientY: startY } = event;
  const isFinger = event.pointerType === 'touch';
  const tremblePx = isFinger ? fingerTremblePx : mouseTremblePx;
  let [x, y] = [startX, startY];
  let isTaken = false;
  let frame = 0;
  const timer = isFinger ? setTimeout(take, pressMs) : undefined;

  function take() {
    isTaken = true;
    follower.onTake();
    follower.onMove(x, y);
    frame = requestAnimationFrame(scrollAtEdge);
  }
  function stop() {
    if (off.signal.aborted) return;
    off.abort();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    follower.onEnd();
  }
  function scrollAtEdge() {
    const by = y < edgePx ? -edgeStepPx : y > window.innerHeight - edgePx ? edgeStepPx : 0;
    const before = window.scrollY;
    if (by !== 0) window.scrollBy(0, by);
    // What lies under a pointer that rests is another thing now.
    if (window.scrollY !== before) follower.onMove(x, y);
    frame = requestAnimationFrame(scrollAtEdge);
  }
  const isOurs = (each: PointerEvent) => each.pointerId === pointerId;

  window.addEventListener(
    'pointermove',
    (each) => {
      if (!isOurs(each)) return;
      [x, y] = [each.clientX, each.clientY];
      if (isTaken) return follower.onMove(x, y);
      if (Math.hypot(x - startX, y - startY) <= tremblePx) return;
      if (isFinger) stop();
      else take();
    },
    on,
  );
  window.addEventListener(
    'pointerup',
    (each) => {
      if (!isOurs(each)) return;
      if (isTaken) {
        swallowClick();
        follower.onDrop(each.clientX, each.clientY);
      }
      stop();
    },
    on,
  );
  window.addEventListener('pointercancel', (each) => isOurs(each) && stop(), on);
  window.addEventListener(
    'keydown',
    (key) => {
      if (!isTaken || key.key !== 'Escape') return;
      key.stopPropagation();
      swallowClick();
      stop();
    },
    { ...on, capture: true },
  );
  // A finger that holds something neither scrolls nor asks for a menu.
  window.addEventListener('touchmove', (each) => isTaken && each.preventDefault(), { ...on, passive: false });
  window.addEventListener('contextmenu', (each) => isFinger && each.preventDefault(), on);
  return stop;
}

/** Letting go over a link is no click on it. A click that a key makes has no count and stays. */
function swallowClick() {
  const off = new AbortController();
  window.addEventListener(
    'click',
    (click) => {
      if (click.detail === 0) return;
      click.preventDefault();
      click.stopPropagation();
      off.abort();
    },
    { capture: true, signal: off.signal },
  );
  window.addEventListener('pointerdown', () => off.abort(), { capture: true, signal: off.signal });
}
