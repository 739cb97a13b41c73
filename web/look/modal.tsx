import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import './modal.css';

/**
 * A dialog of the platform: it holds the focus, Escape closes it, and the focus goes back to where it was. Shown as long as it is
 * rendered.
 */
export function Modal(props: {
  title: string;
  size?: 'wide';
  onClose: () => void;
  children: ReactNode;
  /** The deeds, the safe one first. */
  foot: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the dialog leaves the page: one that is gone already can give no focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog modal"
      data-size={props.size}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2 className="voice" id={id}>
        {props.title}
      </h2>
      {props.children}
      <div className="mt-5 flex flex-wrap justify-end gap-2.5 max-sm:[&>*]:flex-1">{props.foot}</div>
    </dialog>
  );
}
