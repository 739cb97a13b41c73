import { sql } from 'kysely';

/** When a lease lapses that is taken now for so many seconds. By the database's clock: leases never trust ours. */
export function leaseUntil(seconds: number) {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;
}

/** In nobody's hands: never taken, given back, or lapsed. `column` is the lease's end, as the query names it. */
export function isUnleased(column = 'lease_until') {
  return sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} <= clock_timestamp())`;
}
