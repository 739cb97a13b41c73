import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { wrongField } from '../app/problem.ts';
import { Button } from '../look/button.tsx';
import { Field } from '../look/field.tsx';
import { LinkOnce } from '../look/link-once.tsx';
import { Modal } from '../look/modal.tsx';
import { moment } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { approvalRuleQuery } from './queries.ts';
import { links as words } from './strings.ts';

const spans = [1, 3, 7, 14, 30, 90];
const usual = 14;

/** What the link will show: one post, or an account's week. */
export type LinkScope = { postId: string } | { connectionId: string; monday: string };

/** Makes a link for somebody without an account, then shows it, once. */
export function LinkDialog(props: {
  workspaceId: string;
  scope: LinkScope;
  title: string;
  lede: string;
  /** Fields that choose the scope. */
  children?: ReactNode;
  onClose: () => void;
}) {
  const { workspaceId, scope, onClose } = props;
  const formId = useId();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState(usual);
  const [mayDecide, setMayDecide] = useState(true);
  const queryClient = useQueryClient();
  const { data: rule } = useQuery(approvalRuleQuery(workspaceId));
  const make = useMutation({
    mutationFn: () =>
      client.reviewLinks.create({
        params: { workspaceId },
        body: { ...scope, label: label.trim(), mayDecide, days },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['review-links', workspaceId] }),
  });
  if (make.data) {
    const { address, link } = make.data;
    const hint = words.linkHint(moment(link.expiresAt));
    return <LinkOnce title={props.title} link={address} hint={hint} onClose={onClose} />;
  }
  return (
    <Modal
      title={props.title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="submit"
            form={formId}
            kind="light"
            disabled={label.trim() === ''}
            working={make.isPending && words.making}
          >
            {words.make}
          </Button>
        </>
      }
    >
      <p className="mt-2 text-pretty text-ink-2">{props.lede}</p>
      <form
        id={formId}
        noValidate
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!make.isPending) make.mutate();
        }}
      >
        {props.children}
        <Field
          label={words.whom}
          value={label}
          dir="auto"
          maxLength={80}
          autoComplete="off"
          hint={words.whomHint}
          wrong={wrongField(make.error, 'label')}
          onChange={({ target }) => setLabel(target.value)}
        />
        <label className="grid justify-items-start">
          <span className="label">{words.days}</span>
          <Select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {spans.map((n) => (
              <option key={n} value={n}>
                {words.nDays(n)}
              </option>
            ))}
          </Select>
        </label>
        <div>
          <label className="flex items-center gap-2.5">
            <input
              type="checkbox"
              className="check"
              checked={mayDecide}
              aria-describedby={`${formId}-decide`}
              onChange={({ target }) => setMayDecide(target.checked)}
            />
            {words.mayDecide}
          </label>
          <p id={`${formId}-decide`} className="hint">
            {words.mayDecideHint}
            {rule?.nobodyApprovesOwn && ` ${words.ownHint}`}
          </p>
        </div>
        <ProblemNote error={make.error} />
      </form>
    </Modal>
  );
}
