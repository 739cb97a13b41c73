import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** How comments arrive and are answered. */
export function InboxHelpPage() {
  return <HelpText text={helpText('inbox')} />;
}
