import type { ReactNode } from 'react';
import { words } from './strings.ts';

/** Stands where something will be, in its geometry; shows itself only after 200 ms. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <div className="waiting" aria-busy="true">
      <output className="sr-only">{words.loading}</output>
      {children}
    </div>
  );
}

export function Bone({ className }: { className: string }) {
  return <span className={`skeleton ${className}`} />;
}

/** Rows of a list that is on its way. */
export function BoneRows({ rows = 3 }: { rows?: number }) {
  return (
    <Waiting>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="flex gap-4 border-b border-line py-4">
          <Bone className="size-9" />
          <span className="grid flex-1 content-center gap-2">
            <Bone className="h-[11px] w-2/5" />
            <Bone className="h-[11px] w-3/4" />
          </span>
        </div>
      ))}
    </Waiting>
  );
}

/** Plates of a grid that is on its way. */
export function BonePlates({ plates = 6 }: { plates?: number }) {
  return (
    <Waiting>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-5">
        {Array.from({ length: plates }, (_, i) => (
          <Bone key={i} className="aspect-[4/5] w-full" />
        ))}
      </div>
    </Waiting>
  );
}
