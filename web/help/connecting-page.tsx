import { helpText } from './help-texts.ts';
import { HelpText } from './help-text.tsx';
import { Troubleshooting } from './troubleshooting.tsx';

/** The help page about connecting; its table of messages is made from the error catalogue. */
export function ConnectingPage() {
  return (
    <HelpText text={helpText('connecting-instagram')} parts={{ troubleshooting: <Troubleshooting /> }} />
  );
}
