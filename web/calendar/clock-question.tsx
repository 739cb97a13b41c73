import { offsetName, readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import type { ClockChoice } from '#contract/moment.ts';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { timeOf } from './days.ts';
import type { Move } from './use-move.ts';
import { clock as words } from './strings.ts';

/** Which of two moments is meant, where the clock skips a time or shows it twice. */
export function ClockQuestion(props: {
  move: Move;
  onChoose: (choice: ClockChoice) => void;
  onClose: () => void;
}) {
  const { entry, wallTime } = props.move;
  const zone = entry.timeZone ?? 'UTC';
  const reading = readWallTime(wallTime, zone);
  if (!reading || reading.is === 'exact') return null;
  return (
    <Modal
      title={words[reading.is]}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.keep}</Button>
          {(['earlier', 'later'] as const).map((choice) => (
            <Button key={choice} onClick={() => props.onChoose(choice)}>
              {words[choice]}, {timeOf(wallTimeAt(reading[choice], zone))} {offsetName(reading[choice], zone)}
            </Button>
          ))}
        </>
      }
    >
      <p className="mt-3 text-pretty text-ink-2">{words.meaning(timeOf(wallTime), zone)}</p>
    </Modal>
  );
}
