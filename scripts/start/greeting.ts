import type { Role } from './arguments.ts';
import type { Settings } from './settings.ts';

/** The few lines that end a start: where to go, and what is simulated. */
export function greetingOf(settings: Settings, role: Role, simulatorUrl?: string): string {
  const product = role === 'worker' ? 'a worker, without an address' : settings.publicUrl;
  if (!simulatorUrl) return `\nTintype    ${product}\nCtrl-C ends it.\n`;
  const simulator = settings.simulatorPublicUrl ?? simulatorUrl;
  return [
    '',
    `Tintype    ${product}`,
    `Simulator  ${simulator}/_simulator`,
    '',
    'Instagram is simulated: its dialogs, accounts, tokens and public pages come from the simulator on this machine,',
    'and nothing is sent to Meta. To connect a real app, see docs/operating.',
    'Ctrl-C ends both.',
    '',
  ].join('\n');
}
