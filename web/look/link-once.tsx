import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Modal } from './modal.tsx';
import { words } from './strings.ts';

/** A link with a secret, shown once and copied from here: the server does not know it any more. */
export function LinkOnce(props: { title: string; link: string; hint: string; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Modal
      title={props.title}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.done}</Button>
          <Button
            kind="light"
            onClick={() => void navigator.clipboard.writeText(props.link).then(() => setCopied(true))}
          >
            <Copy size={16} aria-hidden="true" />
            {words.copyLink}
          </Button>
        </>
      }
    >
      <div className="mt-4 grid gap-3">
        <Field
          label={words.link}
          readOnly
          value={props.link}
          hint={props.hint}
          onFocus={({ target }) => target.select()}
        />
        <output className="status" data-tint="success">
          {isCopied && words.copied}
        </output>
      </div>
    </Modal>
  );
}
