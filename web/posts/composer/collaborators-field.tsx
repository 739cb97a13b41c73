import { X } from 'lucide-react';
import { useState } from 'react';
import { tagLimits, usernameOf } from '#rules/preflight-tags.ts';
import { Button } from '../../look/button.tsx';
import { Field } from '../../look/field.tsx';
import { fields as words, tags } from './strings.ts';

/** Who is invited to share the post: written with or without @. */
export function CollaboratorsField(props: { names: string[]; onChange: (names: string[]) => void }) {
  const { names } = props;
  const [written, setWritten] = useState('');
  const isFull = names.length >= tagLimits.collaborators;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const name = usernameOf(written);
        if (name !== '' && !isFull) props.onChange([...names, name]);
        setWritten('');
      }}
    >
      {names.length > 0 && (
        <ul className="mb-3 grid gap-1">
          {names.map((name, i) => (
            <li key={`${name}:${i}`} className="flex items-center gap-2">
              <span className="strong min-w-0 flex-1 truncate">@{name}</span>
              <button
                type="button"
                className="button-icon"
                aria-label={words.removeName(`@${name}`)}
                onClick={() => props.onChange(names.toSpliced(i, 1))}
              >
                <X size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="small text-ink-3">{tags.full(tagLimits.collaborators)}</p>
      ) : (
        <>
          <Field
            label={words.collaborator}
            hint={words.collaboratorsHint}
            value={written}
            maxLength={31}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setWritten(event.target.value)}
          />
          <Button type="submit" size="small" className="mt-2.5" disabled={usernameOf(written) === ''}>
            {words.invite}
          </Button>
        </>
      )}
    </form>
  );
}
