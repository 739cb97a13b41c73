import { Download } from 'lucide-react';
import { Button } from '../look/button.tsx';
import { recoveryCodes as words } from './account-strings.ts';

/** The one time that recovery codes are shown. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <div>
      <p className="mb-4 max-w-[34rem] text-pretty text-ink-2">{words.lede}</p>
      <ul
        aria-label={words.list}
        className="card id grid grid-cols-2 gap-x-4 gap-y-2 px-5 py-4 whitespace-nowrap sm:text-[1.0625rem]"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button size="small" className="mt-3" onClick={() => saveAsFile(codes)}>
        <Download size={15} aria-hidden="true" />
        {words.download}
      </Button>
    </div>
  );
}

function saveAsFile(codes: string[]): void {
  const address = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = words.file;
  link.click();
  URL.revokeObjectURL(address);
}
