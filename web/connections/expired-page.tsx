import { Link } from '@tanstack/react-router';
import { entryOf } from '#contract/errors.ts';
import { frame } from '../app/strings.ts';

/** Where a person lands whose return from Instagram belongs to no session here. Says nothing about any account. */
export function ExpiredPage() {
  const { message, meaning } = entryOf('state_expired');
  return (
    <section className="plate">
      <title>{`${message} Tintype`}</title>
      <h1 className="voice" tabIndex={-1}>
        {message}
      </h1>
      <p className="read mt-1.5 max-w-[36rem] text-ink-2">{meaning}</p>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-2.5">
        <Link className="button" data-kind="light" to="/">
          {frame.openTintype}
        </Link>
        <span className="id small text-ink-3">state_expired</span>
      </div>
    </section>
  );
}
