/** A place as shares from the left and the top, 0 to 1. */
export interface Spot {
  x: number;
  y: number;
}

/** What of a picture is shown, as shares of it. */
interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

const whole: Frame = { left: 0, top: 0, width: 1, height: 1 };

/** A place in an upright picture as the same place in what its crop leaves; what was cut away lies at the edge. */
export function intoCrop(spot: Spot, crop: Frame | null): Spot {
  const { left, top, width, height } = crop ?? whole;
  return { x: share((spot.x - left) / width), y: share((spot.y - top) / height) };
}

/** A place in what a crop leaves as the same place in the upright picture. */
export function outOfCrop(spot: Spot, crop: Frame | null): Spot {
  const { left, top, width, height } = crop ?? whole;
  return { x: share(left + share(spot.x) * width), y: share(top + share(spot.y) * height) };
}

/** Six decimals hold a pixel of any picture. */
function share(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 1) * 1e6) / 1e6;
}
