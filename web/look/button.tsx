import { Loader } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `light` is the one next step in view; `danger` stands only inside a confirming dialog. */
  kind?: 'light' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'large';
  /** The gerund to show while the deed is being done, or false. The button then does nothing more. */
  working?: string | false;
}

/** A button that keeps its place and says what it does while it works. */
export function Button({ kind = 'plain', size, working, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${rest.className ?? ''}`}
      data-kind={kind}
      data-size={size}
      aria-busy={working ? true : undefined}
      onClick={(event) => {
        if (working) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {working ? (
        <>
          <Loader size={16} className="turning" aria-hidden="true" />
          {working}
        </>
      ) : (
        children
      )}
    </button>
  );
}
