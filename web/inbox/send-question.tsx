import { Button } from '../look/button.tsx';
import { reply as words } from './strings.ts';

export interface Question {
  /** What is so. */
  sentence: string;
  /** What was answered meanwhile. */
  text?: string | undefined;
  onSend: () => void;
}

/** Asks before an answer goes out that may be the second one; the draft stays, and nothing is held up. */
export function SendQuestion({ sentence, text, onSend }: Question) {
  return (
    <div className="small mb-2.5 text-ink-2" role="alert">
      <p>
        <strong className="strong">{sentence}</strong> {text !== undefined && <span dir="auto">{text}</span>}
      </p>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        {words.keptDraft}
        <Button size="small" onClick={onSend}>
          {words.sendAnyway}
        </Button>
      </p>
    </div>
  );
}
