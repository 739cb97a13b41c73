import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** Who did what, and what of it is kept. */
export function AuditHelpPage() {
  return <HelpText text={helpText('audit-trail')} />;
}
