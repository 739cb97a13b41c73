import type { Colleague } from '#contract/inbox.ts';
import { presence as words } from './strings.ts';

/** Who else has the conversation open, and who of them is writing an answer. */
export function ColleaguesLine({ others }: { others: Colleague[] }) {
  const writers = others.filter(({ isWriting }) => isWriting);
  return (
    <output className="inbox-colleagues small">
      {writers.length > 0 ? (
        <strong className="strong">{words.writing(namesOf(writers))}</strong>
      ) : (
        others.length > 0 && <span className="text-ink-3">{words.reading(namesOf(others))}</span>
      )}
    </output>
  );
}

function namesOf(people: readonly Colleague[]): string[] {
  return people.map(({ name }) => name);
}
