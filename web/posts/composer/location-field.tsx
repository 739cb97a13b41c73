import type { PostSettings } from '#contract/posts.ts';
import { Field } from '../../look/field.tsx';
import { fields as words } from './strings.ts';

/** A Facebook Page that has a place, by its number; the name is for those who read the draft. */
export function LocationField(props: {
  location: PostSettings['location'];
  onChange: (location: PostSettings['location']) => void;
}) {
  const { pageId = '', name = '' } = props.location ?? {};
  return (
    <div className="grid gap-4">
      <Field
        label={words.pageId}
        hint={words.pageIdHint}
        inputMode="numeric"
        maxLength={40}
        value={pageId}
        onChange={(event) => {
          const written = event.target.value.trim();
          props.onChange(written === '' ? null : { pageId: written, name });
        }}
      />
      {pageId !== '' && (
        <Field
          label={words.placeName}
          maxLength={200}
          value={name}
          onChange={(event) => props.onChange({ pageId, name: event.target.value })}
        />
      )}
    </div>
  );
}
