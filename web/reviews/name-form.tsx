import { useMutation } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { isCode, wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { LinkEnded } from './link-ended.tsx';
import { ReviewFrame } from './review-frame.tsx';
import { knownName, markOpened } from './review-token.ts';
import { client as words } from './strings.ts';

/** Under which name somebody looks and speaks, asked once; then the link is opened. */
export function NameForm({ token, onOpened }: { token: string; onOpened: () => void }) {
  const open = useMutation({
    mutationFn: async (written: FormData) => {
      const name = formText(written, 'name').trim();
      await client.clientReview.open({ body: { token, name } });
      markOpened(name);
    },
    onSuccess: onOpened,
  });
  if (isCode(open.error, 'review_link_ended')) return <LinkEnded />;
  return (
    <ReviewFrame>
      <div className="mb-2 [&_h1]:text-display">
        <Heading>{words.welcome}</Heading>
      </div>
      <p className="read mb-7 max-w-[30rem] text-pretty text-ink-2">{words.welcomeMeaning}</p>
      <form
        noValidate
        className="grid max-w-[25rem] gap-[18px]"
        onSubmit={(event) => {
          event.preventDefault();
          if (!open.isPending) open.mutate(new FormData(event.currentTarget));
        }}
      >
        <Field
          label={words.name}
          name="name"
          dir="auto"
          autoComplete="name"
          maxLength={80}
          required
          defaultValue={knownName()}
          hint={words.nameHint}
          wrong={wrongField(open.error, 'name')}
        />
        <ProblemNote error={open.error} />
        <Button type="submit" kind="light" size="large" working={open.isPending && words.opening}>
          {words.open}
        </Button>
      </form>
    </ReviewFrame>
  );
}
