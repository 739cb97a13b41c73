import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TeamMember } from '#contract/identity.ts';
import { Loaded } from '../app/loaded.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { Portrait } from '../look/portrait.tsx';
import { SearchField } from '../look/search-field.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { membersQuery } from './queries.ts';
import { members as words, picker } from './strings.ts';

/** One of many members, found by name or address: a list of thousands fits no menu. */
export function MemberPicker(props: {
  workspaceId: string;
  title: string;
  onChoose: (member: TeamMember) => void;
  onClose: () => void;
}) {
  const [sought, setSought] = useState('');
  const query = useInfiniteQuery({
    ...membersQuery(props.workspaceId, sought),
    placeholderData: (kept) => kept,
  });
  return (
    <Modal
      title={props.title}
      onClose={props.onClose}
      foot={<Button onClick={props.onClose}>{picker.close}</Button>}
    >
      <div className="mt-4">
        <SearchField
          label={words.search}
          value={sought || undefined}
          onSettle={(written) => setSought(written ?? '')}
        />
      </div>
      <Loaded query={query} waiting={<BoneRows rows={3} />}>
        {({ pages }) => {
          const found = pages.flatMap(({ members }) => members);
          const total = pages[0]?.total ?? 0;
          return (
            <>
              <p className="small mt-4 mb-1 text-ink-3" aria-live="polite">
                {total === 0 ? words.nobody : words.count(total)}
              </p>
              <ul className="max-h-[22rem] overflow-y-auto">
                {found.map((member) => (
                  <li key={member.userId} className="border-b border-line">
                    <button type="button" className="menu-item !py-2" onClick={() => props.onChoose(member)}>
                      <Portrait name={member.name} size={28} />
                      <span className="min-w-0 text-start">
                        <bdi className="block truncate">{member.name}</bdi>
                        <span className="small block truncate text-ink-3">{member.email}</span>
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              {query.hasNextPage && <p className="small mt-2 text-ink-3">{picker.more}</p>}
            </>
          );
        }}
      </Loaded>
    </Modal>
  );
}
