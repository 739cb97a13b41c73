/** SQLSTATE of what a server says when it stops, has crashed or is not ready yet; class 08 is about connections. */
const away = /^(57P0[123]|08...)$/;
/** What pg says of a connection whose end it has told already; it gives it no code. */
const afterTheEnd = 'Client has encountered a connection error and is not queryable';

const met = new WeakSet<Error>();

/** To be told of every error of a connection that did not come about or broke: by their names they look like any other's. */
export function noteAway(error: Error): void {
  met.add(error);
}

/** Whether an error, or one that it was caused by, says that the database is not there, and not that it refused something. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  const isOfTheServer = typeof code === 'string' && away.test(code);
  return isOfTheServer || met.has(error) || error.message === afterTheEnd || isDatabaseAway(error.cause);
}
