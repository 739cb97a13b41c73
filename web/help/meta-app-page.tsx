import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';

/** The short guide to a real Meta app. */
export function MetaAppPage() {
  return <HelpText text={helpText('meta-app')} />;
}
