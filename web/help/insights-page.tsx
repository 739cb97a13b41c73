import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** What the numbers of insights mean, and when they are read. */
export function InsightsHelpPage() {
  return <HelpText text={helpText('insights')} />;
}
