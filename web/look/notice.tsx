import { X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';

interface NoticeProps {
  icon: LucideIcon;
  tint: 'success' | 'warning' | 'danger' | 'info' | 'plain';
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  onClose?: () => void;
}

/** A result inside the page: a bold fact, its cause and next step, small buttons. Failures interrupt, the rest waits its turn. */
export function Notice({ icon: Icon, tint, title, children, actions, onClose }: NoticeProps) {
  return (
    <div className="notice card" role={tint === 'danger' ? 'alert' : 'status'}>
      <span className="notice-icon clip" data-tint={tint}>
        <Icon size={16} aria-hidden="true" />
      </span>
      <p className="strong col-start-2 pt-[5px]">{title}</p>
      {onClose && (
        <button
          type="button"
          className="button-icon col-start-3 row-start-1 -my-1 -mr-1.5"
          aria-label={words.close}
          onClick={onClose}
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
      {children && <div className="col-start-2 max-w-[34rem] text-pretty text-ink-2">{children}</div>}
      {actions && <div className="col-start-2 mt-2.5 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
