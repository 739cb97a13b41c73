import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { formText } from '../app/form-text.ts';
import { wrongField } from '../app/problem.ts';
import { Field } from '../look/field.tsx';
import { AccountForm } from './account-form.tsx';
import { nameForm as words } from './account-strings.ts';

/** The name that others see. */
export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const rename = useMutation({
    mutationFn: (written: FormData) => client.account.rename({ body: { name: formText(written, 'name') } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['session'] });
      await router.invalidate();
    },
  });
  return (
    <section className="mt-8">
      <h2 className="mb-3">{words.title}</h2>
      <AccountForm
        change={rename}
        submit={words.save}
        working={words.saving}
        done={() => words.saved}
        keepsContent
      >
        <Field
          label={words.name}
          name="name"
          autoComplete="name"
          defaultValue={name}
          required
          wrong={wrongField(rename.error, 'name')}
        />
      </AccountForm>
    </section>
  );
}
