import { useState, type FormEvent } from 'react';
import { Button } from '../look/button.tsx';
import { Wrong } from '../look/field.tsx';
import { Select } from '../look/select.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { goTo, places } from './comment-place.ts';
import type { Talk } from './use-talk.ts';
import { conversation as words } from './strings.ts';

/** As the contract has it; taken from there it would bring the schemas into the page. */
const limit = 2000;
/** From here on, what is left is told. */
const tellFrom = 200;

/** Where something new is said, and what of the post it is about: all of it, words of its caption, a spot on a file. */
export function CommentForm({ talk }: { talk: Talk }) {
  const { writing: id, newSpot } = places(talk.postId);
  const [body, setBody] = useState('');
  const { about, items, caption } = talk;
  const left = limit - body.length;
  const isFound = about.on !== 'caption' || (about.quote !== '' && caption.includes(about.quote));
  const isReady = body.trim() !== '' && left >= 0 && isFound;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || talk.sending) return;
    const sent = body.trim();
    // What was written meanwhile stays.
    talk.send(sent, () => setBody((now) => (now.trim() === sent ? '' : now)));
  };
  return (
    <form className="mt-5 grid max-w-[42rem] gap-3" onSubmit={send}>
      <div>
        <label className="label" htmlFor={id}>
          {words.write}
        </label>
        <textarea
          id={id}
          className="input"
          rows={3}
          dir="auto"
          value={body}
          aria-describedby={`${id}-left`}
          onChange={({ target }) => setBody(target.value)}
        />
        <span id={`${id}-left`} className={`hint ${left < 0 ? '!text-danger' : ''}`} aria-live="polite">
          {left < 0 ? words.tooLong(-left) : left <= tellFrom && words.left(left)}
        </span>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1.5">
          <span className="small text-ink-2">{words.about}</span>
          <Select
            value={about.on === 'picture' ? about.assetId : about.on}
            onChange={({ target }) => talk.choose(target.value)}
          >
            <option value="post">{words.aboutPost}</option>
            {caption !== '' && <option value="caption">{words.aboutWords}</option>}
            {items.map(({ assetId }, nth) => (
              <option key={assetId} value={assetId}>
                {words.aboutPicture(nth + 1, items.length)}
              </option>
            ))}
          </Select>
        </label>
        <span className="flex-1" />
        <Button type="submit" disabled={!isReady} working={talk.sending && words.sending}>
          {words.send}
        </Button>
      </div>
      {about.on === 'caption' && (
        <div>
          <label className="label" htmlFor={`${id}-words`}>
            {words.whichWords}
          </label>
          <input
            id={`${id}-words`}
            className="input"
            dir="auto"
            value={about.quote}
            aria-invalid={about.quote !== '' && !isFound ? true : undefined}
            aria-describedby={`${id}-words-hint`}
            onChange={({ target }) => talk.quote({ quote: target.value })}
          />
          <span id={`${id}-words-hint`}>
            {about.quote !== '' && !isFound ? (
              <Wrong>{words.notInCaption}</Wrong>
            ) : (
              <span className="hint">{words.whichHint}</span>
            )}
          </span>
        </div>
      )}
      {about.on === 'picture' && (
        <p className="small flex flex-wrap items-center gap-x-3 text-ink-3">
          {words.spotHint}
          <button type="button" className="word-deed" onClick={() => goTo(newSpot)}>
            {words.toMarker}
          </button>
        </p>
      )}
      <ProblemNote error={talk.sendError} />
    </form>
  );
}
