import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { zoneChange as words } from './strings.ts';

/** What another zone does to the posts of an account that have a time. */
export interface ZoneChange {
  timeZone: string;
  moved: number;
  shifted: number;
  kept: number;
}

/** Says what a change of zone moves before it does. */
export function TimeZoneQuestion(props: {
  change: ZoneChange;
  username: string;
  working: boolean;
  onKeep: () => void;
  onChange: () => void;
}) {
  const { timeZone, moved, shifted, kept } = props.change;
  return (
    <Modal
      title={words.title(props.username, timeZone)}
      onClose={props.onKeep}
      foot={
        <>
          <Button onClick={props.onKeep}>{words.keep}</Button>
          <Button kind="light" working={props.working && words.working} onClick={props.onChange}>
            {words.deed}
          </Button>
        </>
      }
    >
      <ul className="mt-3 grid gap-2 text-pretty text-ink-2">
        {moved > 0 && <li>{words.moved(moved)}</li>}
        {shifted > 0 && <li>{words.shifted(shifted)}</li>}
        {kept > 0 && <li>{words.kept(kept)}</li>}
      </ul>
    </Modal>
  );
}
