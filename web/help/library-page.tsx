import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** What can be added to the library, and what becomes of a phone's photos. */
export function LibraryHelpPage() {
  return <HelpText text={helpText('library')} />;
}
