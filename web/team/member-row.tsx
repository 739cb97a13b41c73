import type { TeamMember } from '#contract/identity.ts';
import { Button } from '../look/button.tsx';
import { day } from '../look/moments.ts';
import { Portrait } from '../look/portrait.tsx';
import { members as words } from './strings.ts';

/** One member: who, what they may, and the way to change it for whoever may. */
export function MemberRow(props: { member: TeamMember; isMe: boolean; onManage: (() => void) | undefined }) {
  const { member, isMe, onManage } = props;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <Portrait name={member.name} size={36} />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <bdi className="strong">{member.name}</bdi>
          {isMe && <span className="text-ink-3"> ({words.you})</span>}
        </p>
        <p className="small truncate text-ink-3">{member.email}</p>
      </div>
      <div className="text-end max-sm:order-last max-sm:flex max-sm:basis-full max-sm:items-baseline max-sm:gap-2 max-sm:ps-[52px]">
        <p>{words.roles[member.role]}</p>
        <p className="small text-ink-3">
          {member.isNarrowed ? words.narrowed : words.since(day(member.since))}
        </p>
      </div>
      {onManage && (
        <Button size="small" aria-label={words.manageNamed(member.name)} onClick={onManage}>
          {words.manage}
        </Button>
      )}
    </li>
  );
}
