import type { Canary, Place } from './canaries.ts';

/** A fetch that keeps every response as it came, and the secrets that only responses tell. */
export interface RecordedFetch {
  fetch: typeof fetch;
  responses: Place[];
  /** The states and the cookies that were given out. */
  canaries: Canary[];
}

/** The two parts that may carry a secret are cut: the address of a dialog, of its state, and the header that sets a cookie. */
export function createRecordedFetch(): RecordedFetch {
  const responses: Place[] = [];
  const canaries: Canary[] = [];
  return {
    responses,
    canaries,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const body = await response.clone().text();
      const name = `response of ${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`;
      canaries.push(...response.headers.getSetCookie().flatMap(canariesOfCookie));
      const state = name.endsWith('/authorizations') ? /[?&]state=([\w-]+)/.exec(body)?.[1] : undefined;
      if (state) canaries.push({ name: 'state', text: state });
      const headers = [...response.headers].filter(([header]) => header !== 'set-cookie');
      const shown = state ? body.replace(state, '') : body;
      responses.push({ name, text: `${headers.map((pair) => pair.join(': ')).join('\n')}\n${shown}` });
      return response;
    },
  };
}

/** The database knows the token; what makes it a credential is the signature, and the two together. */
function canariesOfCookie(line: string): Canary[] {
  const value = decodeURIComponent(line.split(';')[0]?.split('=').slice(1).join('=') ?? '');
  if (value.length < 20) return [];
  return [
    { name: 'session cookie', text: value, isWhole: true },
    { name: 'session signature', text: value.split('.').at(-1) ?? '' },
  ];
}
