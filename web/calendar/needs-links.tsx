import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CirclePause, CircleQuestionMark, CircleX, MessageCircle } from 'lucide-react';
import type { Workspace } from '#contract/identity.ts';
import { needsQuery } from './queries.ts';
import { needs as words } from './strings.ts';

const kinds = [
  { needs: 'failed', icon: CircleX, tint: 'text-danger' },
  { needs: 'unconfirmed', icon: CircleQuestionMark, tint: 'text-warning' },
  { needs: 'paused', icon: CirclePause, tint: 'text-warning' },
  { needs: 'comment', icon: MessageCircle, tint: 'text-warning' },
] as const;

/** What waits for a person, on every page, each a way there; nothing when nothing waits. */
export function NeedsLinks({
  workspace,
  className,
  linkClass,
}: {
  workspace: Workspace;
  className: string;
  linkClass: string;
}) {
  const { data } = useQuery(needsQuery(workspace.id));
  if (!data || kinds.every(({ needs }) => data[needs] === 0)) return null;
  return (
    <nav className={className} aria-label={words.label}>
      {kinds
        .filter(({ needs }) => data[needs] > 0)
        .map(({ needs, icon: Icon, tint }) => (
          <Link
            key={needs}
            className={linkClass}
            to="/w/$slug/calendar"
            params={{ slug: workspace.slug }}
            search={{ needs }}
          >
            <Icon size={15} className={tint} aria-hidden="true" />
            <span>{words[needs](data[needs])}</span>
          </Link>
        ))}
    </nav>
  );
}
