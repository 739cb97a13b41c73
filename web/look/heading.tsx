import { words } from './strings.ts';

/** The page's one title. It also names the document, and takes the focus when the page changes. */
export function Heading({ children }: { children: string }) {
  return (
    <>
      <title>{`${children}, ${words.product}`}</title>
      <h1 className="title" tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}
