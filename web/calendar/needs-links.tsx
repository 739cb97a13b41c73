import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CirclePause, CircleQuestionMark, CircleX, Eye, MessageCircle } from 'lucide-react';
import type { Workspace } from '#contract/identity.ts';
import { waitingQuery } from '../reviews/queries.ts';
import { needsQuery } from './queries.ts';
import { needs as words } from './needs-words.ts';

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
  const { data: reviews } = useQuery(waitingQuery(workspace.id));
  const asked = reviews?.mine ?? 0;
  if (!data || (asked === 0 && kinds.every(({ needs }) => data[needs] === 0))) return null;
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
      {asked > 0 && (
        <Link className={linkClass} to="/w/$slug/approvals" params={{ slug: workspace.slug }}>
          <Eye size={15} className="text-info" aria-hidden="true" />
          <span>{words.asked(asked)}</span>
        </Link>
      )}
    </nav>
  );
}
