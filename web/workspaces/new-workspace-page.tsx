import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { useFirstWrong } from '../app/use-first-wrong.ts';
import { wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { Heading } from '../look/heading.tsx';
import { Mark } from '../look/mark.tsx';
import { words as product } from '../look/strings.ts';
import { newWorkspace as words } from './strings.ts';
import { formText } from '../app/form-text.ts';

/** Another workspace, for who owns one already. */
export function NewWorkspacePage() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: (name: string) => client.identity.createWorkspace({ body: { name } }),
    onSuccess: async ({ slug }) => {
      queryClient.removeQueries({ queryKey: ['session'] });
      await router.navigate({ to: '/w/$slug/settings/integrations', params: { slug }, search: {} });
    },
  });
  const form = useFirstWrong(create.error);
  return (
    <main className="mx-auto w-full max-w-[30rem] px-6 py-8" id="content">
      <Link
        to="/"
        className="mb-14 flex min-h-9 w-fit items-center gap-2.5 font-voice text-[1.1875rem] no-underline"
      >
        <Mark size={26} />
        {product.product}
      </Link>
      <Heading>{words.title}</Heading>
      <p className="read mt-2 mb-7 text-ink-2">{words.lede}</p>
      <form
        ref={form}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) create.mutate(formText(new FormData(event.currentTarget), 'name'));
        }}
      >
        <Field
          label={words.name}
          name="name"
          autoComplete="organization"
          required
          wrong={wrongField(create.error, 'name')}
        />
        <ProblemNote error={create.error} />
        <Button type="submit" kind="light" size="large" working={create.isPending && words.creating}>
          {words.create}
        </Button>
      </form>
    </main>
  );
}
