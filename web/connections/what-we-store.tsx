import { contractWords as words } from './strings.ts';

/** What this connects, as the help page says it. */
export function WhatThisConnects() {
  return (
    <section className="read mt-8">
      <h2 className="mb-2">{words.whatConnects}</h2>
      <p className="text-ink-2">
        {words.connectsBefore}
        <strong className="strong">{words.connectsPath}</strong>
        {words.connectsAfter}
      </p>
    </section>
  );
}

/** What is stored about a connection, as the help page says it. */
export function WhatWeStore({ withFacebook }: { withFacebook: boolean }) {
  return (
    <aside className="aside" aria-labelledby="what-we-store">
      <h2 id="what-we-store" className="mb-2.5 !text-small text-ink">
        {words.whatWeStore}
      </h2>
      <ul>
        {words.stored.map((item) => (
          <li key={item}>{item}</li>
        ))}
        {withFacebook && <li>{words.storedByFacebook}</li>}
      </ul>
      <p className="mt-3.5 text-pretty">{words.never}</p>
    </aside>
  );
}

/** The two ways to take the access back, as the help page says them. */
export function HowToRevoke({
  manageAccessUrl,
  facebookUrl,
}: {
  manageAccessUrl: string;
  /** Undefined where the Facebook door is not configured. */
  facebookUrl: string | undefined;
}) {
  return (
    <section className="read mt-8">
      <h2 className="mb-2">{words.howToRevoke}</h2>
      <p className="text-ink-2">{words.eitherSide}</p>
      <ol className="mt-2.5 grid list-decimal grid-cols-[minmax(0,1fr)] gap-3 pl-6 text-ink-2 marker:text-ink-3">
        <li>
          <strong className="strong">{words.inProduct}</strong>
          {words.inProductHow}
        </li>
        <li>
          <strong className="strong">{words.atInstagram}</strong> {'\u2014 '}
          <a href={manageAccessUrl} target="_blank" rel="noreferrer">
            {words.manageAccess}
          </a>
          {words.atInstagramHow}
        </li>
        {facebookUrl && (
          <li>
            <strong className="strong">{words.atFacebook}</strong> {'\u2014 '}
            <a href={facebookUrl} target="_blank" rel="noreferrer">
              {words.appsAndWebsites}
            </a>
            {words.atFacebookHow}
          </li>
        )}
      </ol>
    </section>
  );
}
