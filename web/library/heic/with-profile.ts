/** ICC.1, annex B.4: in pieces, each in a segment of its own behind this name and two numbers. */
const name = new TextEncoder().encode('ICC_PROFILE\0');
const mostInSegment = 65_533 - name.length - 2;
const marker = { picture: 0xd8, profile: 0xe2, scan: 0xda } as const;

/**
 * The same JPEG with its pixels meant in the colours of `profile`, which they already are: whoever shows or converts it brings them to its
 * own. A profile that was in it goes.
 */
export function withProfile(
  jpeg: Uint8Array<ArrayBuffer>,
  profile: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer>[] {
  const count = Math.ceil(profile.length / mostInSegment);
  const segments = Array.from({ length: count }, (_, index) => {
    const piece = profile.subarray(index * mostInSegment, (index + 1) * mostInSegment);
    const length = 2 + name.length + 2 + piece.length;
    return new Uint8Array([
      0xff,
      marker.profile,
      length >> 8,
      length & 255,
      ...name,
      index + 1,
      count,
      ...piece,
    ]);
  });
  const { before, after } = apartFromProfile(jpeg);
  return [...before, ...segments, ...after];
}

/** The JPEG without segments of a profile, cut after its beginning (and JFIF's word, which comes first). */
function apartFromProfile(jpeg: Uint8Array<ArrayBuffer>) {
  const kept: Uint8Array<ArrayBuffer>[] = [];
  const first = jpeg[3] === 0xe0 ? 2 + segmentLength(jpeg, 2) : 2;
  let at = first;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== marker.scan) {
    const end = at + segmentLength(jpeg, at);
    const isProfile =
      jpeg[at + 1] === marker.profile && name.every((byte, index) => jpeg[at + 4 + index] === byte);
    if (!isProfile) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return { before: [jpeg.subarray(0, first)], after: [...kept, jpeg.subarray(at)] };
}

/** Marker and all. */
function segmentLength(jpeg: Uint8Array, at: number): number {
  return 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
}
