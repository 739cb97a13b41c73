import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, Loader, ShieldCheck } from 'lucide-react';
import type { Disconnected } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { moment } from '../look/moments.ts';
import { Notice } from '../look/notice.tsx';
import { revocation as words } from './disconnect-strings.ts';
import { revocationQuery } from './queries.ts';
import { doorNames } from './strings.ts';

/** What became of a disconnect: told honestly, and followed until Instagram has spoken. */
export function RevocationNotice(props: {
  result: Disconnected;
  workspace: Workspace;
  manageAccessUrl: string;
  /** Absent for whoever may not put it away. */
  onClose?: () => void;
}) {
  const { result, workspace } = props;
  const query = useQuery({
    ...revocationQuery(workspace.id, result.revocation?.id ?? ''),
    enabled: result.revocation?.state === 'queued',
  });
  const revocation = query.data ?? result.revocation;
  const paused = result.pausedPosts > 0 && <p className="mt-1">{words.paused(result.pausedPosts)}</p>;
  const showPosts = result.pausedPosts > 0 && (
    <Link className="button" data-size="small" to="/w/$slug/posts" params={{ slug: workspace.slug }}>
      {words.showPosts}
    </Link>
  );
  const door = doorNames[result.login];
  const close = props.onClose ? { onClose: props.onClose } : {};

  switch (revocation?.state) {
    case 'queued':
      return (
        <Notice
          icon={Loader}
          tint="info"
          title={words.doneNotYet(result.username, door)}
          actions={
            <>
              {showPosts}
              <Outside href={props.manageAccessUrl} label={words.yourself(door)} />
            </>
          }
          {...close}
        >
          {words.queued(moment(revocation.expiresAt), door)}
          {paused}
        </Notice>
      );
    case 'not_possible':
    case 'expired':
      return (
        <Notice
          icon={ArrowUpRight}
          tint="warning"
          title={words.stepLeft(door)}
          actions={
            <>
              <Outside href={props.manageAccessUrl} label={words.finish(door)} light />
              {showPosts}
            </>
          }
          {...close}
        >
          {revocation.state === 'expired'
            ? words.expired(result.username, door)
            : words.notPossible(result.username, door)}{' '}
          {words.finishHow[result.login]}
          {paused}
        </Notice>
      );
    case 'confirmed':
    case undefined:
    default:
      return (
        <Notice
          icon={ShieldCheck}
          tint="success"
          title={words.done(result.username)}
          actions={
            <>
              {showPosts}
              {/* Nothing was revoked: whoever wants it gone now does it there. */}
              {!revocation && result.login === 'facebook' && (
                <Outside href={props.manageAccessUrl} label={words.yourself(door)} />
              )}
            </>
          }
          {...close}
        >
          {revocation ? words.confirmed(door) : result.grantStays ? words.grantStays : words.nothingLeft}
          {paused}
        </Notice>
      );
  }
}

function Outside({ href, label, light = false }: { href: string; label: string; light?: boolean }) {
  return (
    <a
      className="button"
      data-size="small"
      data-kind={light ? 'light' : undefined}
      href={href}
      target="_blank"
      rel="noreferrer"
    >
      {label}
      <ArrowUpRight size={14} aria-hidden="true" />
    </a>
  );
}
