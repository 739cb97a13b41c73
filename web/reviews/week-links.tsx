import { Link2 } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { LinkList } from './link-list.tsx';
import { links as words } from './strings.ts';
import { weekInWords } from './week-in-words.ts';

/** On the calendar: links to a week of an account, for people without an account. */
export function WeekLinks(props: {
  workspaceId: string;
  account: Connection;
  monday: string;
  onClose: () => void;
}) {
  const { workspaceId, account, monday } = props;
  const [isAsking, setIsAsking] = useState(false);
  if (isAsking)
    return (
      <LinkDialog
        workspaceId={workspaceId}
        scope={{ connectionId: account.id, monday }}
        title={words.titleWeek(account.username)}
        lede={words.ledeWeek}
        onClose={() => setIsAsking(false)}
      >
        <p>
          <span className="label">{words.week}</span>
          {words.weekOf(...weekInWords(monday))}
        </p>
      </LinkDialog>
    );
  return (
    <Modal
      title={words.listOf(account.username)}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.done}</Button>
          <Button kind="light" onClick={() => setIsAsking(true)}>
            <Link2 size={16} aria-hidden="true" />
            {words.askWeek(...weekInWords(monday))}
          </Button>
        </>
      }
    >
      <div className="mt-4">
        <LinkList workspaceId={workspaceId} of={{ connectionId: account.id }} />
      </div>
    </Modal>
  );
}
