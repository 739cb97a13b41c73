import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** How a post is looked at before it goes out. */
export function ApprovalsHelpPage() {
  return <HelpText text={helpText('approvals')} />;
}
