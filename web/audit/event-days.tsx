import type { AuditLine } from '#contract/audit.ts';
import { day } from '../look/moments.ts';
import { EventLine } from './audit-line.tsx';

/** Events under the day that they belong to, newest first. */
export function EventDays({
  events,
  slug,
  level: Level = 'h2',
}: {
  events: AuditLine[];
  slug?: string;
  level?: 'h2' | 'h3';
}) {
  const days = Map.groupBy(events, ({ at }) => day(at));
  return [...days].map(([name, ofDay]) => (
    <section key={name} className="mb-6">
      <Level className="micro border-b border-line pb-2 text-ink-3">{name}</Level>
      <ul>
        {ofDay.map((event) => (
          <EventLine key={event.id} event={event} {...(slug ? { slug } : {})} />
        ))}
      </ul>
    </section>
  ));
}
