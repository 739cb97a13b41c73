import { useEffect, useState } from 'react';

interface Text {
  caption: string;
  altText: string;
}

/** What is being written, kept in this tab so that a reload or a refusal loses nothing. `forget` once it is saved. */
export function useKeptText(key: string, initial: Text): [Text, (text: Partial<Text>) => void, () => void] {
  const place = `writing:${key}`;
  const [text, setText] = useState<Text>(() => readKept(place) ?? initial);
  useEffect(() => {
    if (text.caption === initial.caption && text.altText === initial.altText)
      sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(text));
  }, [place, text, initial.caption, initial.altText]);
  return [
    text,
    (more) => setText((before) => ({ ...before, ...more })),
    () => sessionStorage.removeItem(place),
  ];
}

function readKept(place: string): Text | undefined {
  const kept = sessionStorage.getItem(place);
  return kept ? (JSON.parse(kept) as Text) : undefined;
}
