import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { help as words } from './strings.ts';

/** Every outcome of connecting that is not a connection, straight from the error catalogue. */
export function Troubleshooting() {
  const codes = (Object.keys(catalogue) as ErrorCode[]).filter((code) => entryOf(code).help);
  return (
    <table className="mt-3 w-full text-start max-sm:block [&_tbody]:max-sm:block [&_td]:max-sm:block [&_th]:max-sm:block [&_tr]:max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="small border-b border-line text-ink-3">
          <th className="py-2 pr-5 text-start font-normal">{words.message}</th>
          <th className="py-2 text-start font-normal">{words.means}</th>
        </tr>
      </thead>
      <tbody>
        {codes.map((code) => (
          <tr key={code} id={code} className="scroll-mt-12 border-b border-line align-top max-sm:py-3">
            <th scope="row" className="py-3 pr-5 text-start sm:w-[46%] max-sm:py-0">
              <span className="strong">{entryOf(code).message}</span>
              <span className="id small block font-normal text-ink-3">{code}</span>
            </th>
            <td className="py-3 text-ink-2 max-sm:py-1">{entryOf(code).meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
