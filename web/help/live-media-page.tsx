import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** What is shown of live media, and what can be done with it. */
export function LiveMediaHelpPage() {
  return <HelpText text={helpText('live-media')} />;
}
