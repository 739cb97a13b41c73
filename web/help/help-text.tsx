import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { Heading } from '../look/heading.tsx';
import { help as words } from './strings.ts';

/**
 * Shows a page of `docs/help`. It knows only what those pages use: a title, headings (with an optional `{#anchor}`),
 * paragraphs, lists, bold, code, links, and `{name}` on a line of its own for a part made elsewhere.
 */
export function HelpText({ text, parts = {} }: { text: string; parts?: Record<string, ReactNode> }) {
  const [title = '', ...blocks] = text.trim().split(/\n{2,}/);
  return (
    <article className="read max-w-[42rem]">
      <p className="small mb-1">
        <Link className="text-ink-3" to="/help">
          {words.back}
        </Link>
      </p>
      <Heading>{title.replace(/^# /, '')}</Heading>
      {blocks.map((block, i) => (
        <Fragment key={i}>{showBlock(block, parts)}</Fragment>
      ))}
    </article>
  );
}

function showBlock(block: string, parts: Record<string, ReactNode>): ReactNode {
  const heading = /^## (.+?)(?: \{#([\w-]+)\})?$/.exec(block);
  if (heading)
    return (
      <h2 className="mt-8 mb-2 scroll-mt-12" id={heading[2]}>
        {heading[1]}
      </h2>
    );
  const part = /^\{(\w+)\}$/.exec(block);
  if (part) return parts[part[1]!];
  const lines = block.split('\n');
  if (lines.every((line) => /^(- |\d+\. |  )/.test(line))) return showList(lines);
  return <p className="mt-3 text-ink-2">{showLine(lines.join(' '))}</p>;
}

function showList(lines: string[]): ReactNode {
  const items = lines
    .join('\n')
    .split(/\n(?=- |\d+\. )/)
    .map((item) => item.replace(/^(- |\d+\. )/, '').replace(/\n\s+/g, ' '));
  const isOrdered = /^\d/.test(lines[0]!);
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <List
      className={`mt-3 grid grid-cols-[minmax(0,1fr)] gap-2 pl-6 text-ink-2 marker:text-ink-3 ${isOrdered ? 'list-decimal' : 'list-disc'}`}
    >
      {items.map((item) => (
        <li key={item}>{showLine(item)}</li>
      ))}
    </List>
  );
}

function showLine(line: string): ReactNode[] {
  return line.split(/(\*\*.+?\*\*|`.+?`|\[.+?\]\(.+?\))/).map((piece, i) => {
    const bold = /^\*\*(.+)\*\*$/.exec(piece);
    const code = /^`(.+)`$/.exec(piece);
    const link = /^\[(.+)\]\((.+)\)$/.exec(piece);
    if (bold)
      return (
        <strong key={i} className="strong">
          {bold[1]}
        </strong>
      );
    if (code)
      return (
        <code key={i} className="id font-sans text-ink">
          {code[1]}
        </code>
      );
    if (link)
      return (
        <a key={i} href={link[2]}>
          {link[1]}
        </a>
      );
    return piece;
  });
}
