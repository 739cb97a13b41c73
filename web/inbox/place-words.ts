/** Apart from the other words of the inbox: these stand on every page, and come with the first load. */
export const place = {
  title: 'Inbox',
  many,
  waiting: (n: number) => (n === 1 ? 'conversation waits' : 'conversations wait'),
};

/** Counted up to a thousand: more are not told apart. */
function many(n: number): string {
  return n >= 1000 ? '999+' : String(n);
}
