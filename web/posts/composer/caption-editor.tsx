import type { Ref } from 'react';
import { captionLimits, countCaption, markCaption } from '#rules/caption.ts';
import { caption as words } from './strings.ts';

/**
 * The caption, without a box, with its hashtags and mentions marked beneath the letters. The field itself is an ordinary one; the layer
 * behind it repeats the text to lay the marks and gives it its height.
 */
export function CaptionEditor({
  caption,
  field,
  onChange,
}: {
  caption: string;
  field: Ref<HTMLTextAreaElement>;
  onChange: (caption: string) => void;
}) {
  return (
    <>
      <label className="sr-only" htmlFor="caption">
        {words.label}
      </label>
      <div className="caption-editor">
        <div className="caption-marks" aria-hidden="true">
          {marksOf(caption).map(({ text, is }, i) => (
            <span key={i} data-is={is}>
              {text}
            </span>
          ))}
          {'\u200b'}
        </div>
        <textarea
          id="caption"
          ref={field}
          className="caption"
          placeholder={words.hint}
          value={caption}
          aria-describedby="caption-counts"
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </>
  );
}

/** The counts as Instagram makes them. */
export function CaptionCounts({ caption }: { caption: string }) {
  const counts = countCaption(caption);
  return (
    <p className="small flex flex-wrap gap-x-5 gap-y-1" id="caption-counts">
      {(['characters', 'hashtags', 'mentions'] as const).map((what) => (
        <span key={what} className={tint(counts[what] / captionLimits[what])}>
          {words[what](counts[what], captionLimits[what])}
        </span>
      ))}
    </p>
  );
}

/** The caption in pieces; what stands beyond the limit is marked as too much and nothing else. */
function marksOf(caption: string) {
  const characters = Array.from(caption);
  const within = characters.slice(0, captionLimits.characters).join('');
  const beyond = characters.slice(captionLimits.characters).join('');
  return [...markCaption(within), ...(beyond ? [{ text: beyond, is: 'beyond' as const }] : [])];
}

function tint(used: number): string {
  if (used > 1) return 'text-danger';
  return used >= 0.9 ? 'text-warning' : 'text-ink-3';
}
