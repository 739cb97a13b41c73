import { useState } from 'react';
import { Button } from '../../look/button.tsx';
import { draftOf, type Draft } from './draft.ts';
import type { Writing } from './draft-keeper.ts';
import type { Part } from './merge-drafts.ts';
import { clash as words, fields, kinds } from './strings.ts';

type Choice = 'mine' | 'theirs' | 'both';

/** Two people changed the same: both versions side by side, and a person says which stands. */
export function ClashPanel(props: {
  draft: Draft;
  clash: NonNullable<Writing['clash']>;
  onDecide: (choices: { part: Part; from: Draft }[]) => void;
}) {
  const { draft: mine, clash } = props;
  const theirs = draftOf(clash.theirs);
  const [choices, setChoices] = useState<Partial<Record<Part, Choice>>>({});
  const decide = () =>
    props.onDecide(
      clash.parts.map((part) => ({ part, from: chosen(part, choices[part] ?? 'mine', mine, theirs) })),
    );
  return (
    <section className="plate mb-6" role="alert">
      <h2 className="voice">{words.title}</h2>
      <p className="read mt-1.5 text-ink-2">{words.meaning}</p>
      {clash.parts.map((part) => (
        <fieldset key={part} className="mt-4 border-t border-line pt-3">
          <legend className="small float-left mb-2 w-full text-ink-3">{words.part[part]}</legend>
          <div className="clear-both grid gap-3 sm:grid-cols-2">
            {(['mine', 'theirs'] as const).map((choice) => (
              <div key={choice} className="min-w-0">
                <label className="strong flex items-center gap-2.5">
                  <input
                    type="radio"
                    name={`clash-${part}`}
                    checked={(choices[part] ?? 'mine') === choice}
                    onChange={() => setChoices({ ...choices, [part]: choice })}
                  />
                  {words[choice]}
                </label>
                <p className="small mt-1 break-words whitespace-pre-line text-ink-2">
                  {tell(part, choice === 'mine' ? mine : theirs)}
                </p>
              </div>
            ))}
          </div>
          {isText(part) && (
            <label className="mt-3 flex gap-2.5">
              <input
                type="radio"
                className="mt-1"
                name={`clash-${part}`}
                checked={choices[part] === 'both'}
                onChange={() => setChoices({ ...choices, [part]: 'both' })}
              />
              {words.both}
            </label>
          )}
        </fieldset>
      ))}
      <div className="plate-foot">
        <Button kind="light" onClick={decide}>
          {words.done}
        </Button>
        <span className="id small text-ink-3">conflict</span>
      </div>
    </section>
  );
}

const isText = (part: Part): part is 'caption' | 'firstComment' =>
  part === 'caption' || part === 'firstComment';

function chosen(part: Part, choice: Choice, mine: Draft, theirs: Draft): Draft {
  if (choice === 'theirs') return theirs;
  if (choice === 'both' && isText(part)) return { ...mine, [part]: `${mine[part]}\n\n${theirs[part]}` };
  return mine;
}

function tell(part: Part, draft: Draft): string {
  switch (part) {
    case 'caption':
    case 'firstComment':
      return draft[part] || words.empty;
    case 'items':
      return [words.pictures(draft.items.length), ...draft.items.map(({ altText }) => altText)]
        .filter(Boolean)
        .join('\n');
    case 'kind':
      return kinds[draft.kind];
    case 'settings': {
      const { location, collaborators, isAiGenerated } = draft.settings;
      return [
        `${fields.location}: ${location?.name || location?.pageId || fields.none}`,
        `${fields.collaborators}: ${collaborators.map((name) => `@${name}`).join(', ') || fields.collaboratorsNone}`,
        `${fields.ai}: ${isAiGenerated ? fields.on : fields.off}`,
      ].join('\n');
    }
    case 'connectionId':
      return draft.connectionId ?? words.empty;
  }
}
