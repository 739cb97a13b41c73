/** The mark: a plate with clipped corners and one light. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M6 1.75h12L22.25 6v12L18 22.25H6L1.75 18V6Z"
        fill="oklch(0.19 0.008 58)"
        stroke="oklch(0.62 0.008 70)"
        strokeWidth="1.25"
      />
      <circle cx="12" cy="12" r="3.6" fill="oklch(0.818 0.146 75)" />
    </svg>
  );
}
