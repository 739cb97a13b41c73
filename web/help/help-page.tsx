import { Link } from '@tanstack/react-router';
import { Heading } from '../look/heading.tsx';
import { help as words } from './strings.ts';

/** What help there is. */
export function HelpPage() {
  return (
    <div className="max-w-[42rem]">
      <Heading>{words.title}</Heading>
      <p className="read mt-2 mb-6 text-ink-2">{words.lede}</p>
      <ul className="border-t border-line">
        {words.pages.map(({ to, name, about }) => (
          <li key={to} className="border-b border-line py-4">
            <Link className="strong read" to={to}>
              {name}
            </Link>
            <p className="mt-0.5 text-pretty text-ink-2">{about}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
