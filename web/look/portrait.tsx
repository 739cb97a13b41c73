import { useState } from 'react';

/** A person or an account as a small plate: its picture when there is one, else two letters. Decorative: the name stands beside it. */
export function Portrait({
  name,
  src,
  size,
  silver = false,
}: {
  name: string;
  src?: string | null;
  size: number;
  silver?: boolean;
}) {
  const [failed, setFailed] = useState<string>();
  const style = { width: size, height: size };
  if (src && failed !== src)
    return (
      <span className={`clip ${silver ? 'silver' : ''}`} style={style}>
        <img src={src} alt="" width={size} height={size} onError={() => setFailed(src)} />
      </span>
    );
  return (
    <span className="clip initials" style={{ ...style, fontSize: size < 24 ? 9.5 : 12 }} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Two letters as people count them: an emoji or a letter with its marks is one. */
export function initials(name: string): string {
  const [first = '', second = ''] = name.split(/[\s._-]+/).filter(Boolean);
  const [one = '', two = ''] = letters(first);
  return (one + (letters(second)[0] ?? two)).toUpperCase();
}

function letters(word: string): string[] {
  return Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word),
    ({ segment }) => segment,
  );
}
