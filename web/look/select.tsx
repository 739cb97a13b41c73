import { ChevronDown } from 'lucide-react';
import type { SelectHTMLAttributes } from 'react';

/** The platform's own list, dressed as a field: type to find, and a wheel on phones. Needs a label of the caller. */
export function Select(props: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className="select">
      <select {...props} className={`input ${props.className ?? ''}`} />
      <ChevronDown size={16} aria-hidden="true" />
    </span>
  );
}
