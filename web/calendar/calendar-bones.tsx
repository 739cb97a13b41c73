import { Bone, Waiting } from '../look/skeleton.tsx';

/** Five weeks that are on their way. */
export function CalendarBones() {
  return (
    <Waiting>
      <div className="grid grid-cols-7 gap-px border-t border-line max-sm:grid-cols-1">
        {Array.from({ length: 35 }, (_, i) => (
          <span key={i} className="block h-[142px] p-2 max-sm:h-16">
            <Bone className="h-[52px] w-[42px]" />
          </span>
        ))}
      </div>
    </Waiting>
  );
}
