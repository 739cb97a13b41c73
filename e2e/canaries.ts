/** A secret that must be nowhere, and a name for it that may be printed. */
export interface Canary {
  name: string;
  text: string;
  /** Only the whole text is a secret: a part of it may stand somewhere by design. */
  isWhole?: true;
}

/** A place that was searched. */
export interface Place {
  name: string;
  text: string;
}

export interface Sighting {
  canary: string;
  place: string;
  form: string;
}

/** The spellings under which a secret could slip out: as it is, encoded, escaped, reversed, or in pieces of 16. */
export function formsOf({ text, isWhole }: Canary): Map<string, string> {
  const bytes = Buffer.from(text, 'utf8');
  const forms = new Map([
    ['raw', text],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    ['base64url', bytes.toString('base64url')],
    ['hex', bytes.toString('hex')],
    ['percent', encodeURIComponent(text)],
    ['reversed', Array.from(text).toReversed().join('')],
  ]);
  if (isWhole) return forms;
  // The first piece alone may be a family's common prefix; the middle ones are this secret's own.
  for (let at = 16; at + 16 <= text.length && at <= 64; at += 16)
    forms.set(`piece at ${at}`, text.slice(at, at + 16));
  return forms;
}

/** Everywhere that a canary is seen, by the names of both; never the secret itself. */
export function findCanaries(canaries: Canary[], places: Place[]): Sighting[] {
  return places.flatMap((place) =>
    canaries.flatMap((canary) =>
      [...formsOf(canary)]
        .filter(([, form]) => place.text.includes(form))
        .map(([form]) => ({ canary: canary.name, place: place.name, form })),
    ),
  );
}
