import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, Loader, ShieldCheck } from 'lucide-react';
import type { Workspace } from '#contract/identity.ts';
import { moment } from '../look/moments.ts';
import { Notice } from '../look/notice.tsx';
import type { Disconnected } from './disconnect-dialog.tsx';
import { revocationQuery } from './queries.ts';
import { revocation as words } from './strings.ts';

/** What became of a disconnect: told honestly, and followed until Instagram has spoken. */
export function RevocationNotice(props: {
  result: Disconnected;
  workspace: Workspace;
  manageAccessUrl: string;
  onClose: () => void;
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
  const close = { onClose: props.onClose };

  switch (revocation?.state) {
    case 'queued':
      return (
        <Notice
          icon={Loader}
          tint="info"
          title={words.doneNotYet(result.username)}
          actions={
            <>
              {showPosts}
              <Outside href={props.manageAccessUrl} label={words.yourself} />
            </>
          }
          {...close}
        >
          {words.queued(moment(revocation.expiresAt))}
          {paused}
        </Notice>
      );
    case 'not_possible':
    case 'expired':
      return (
        <Notice
          icon={ArrowUpRight}
          tint="warning"
          title={words.stepLeft}
          actions={
            <>
              <Outside href={props.manageAccessUrl} label={words.finish} light />
              {showPosts}
            </>
          }
          {...close}
        >
          {revocation.state === 'expired'
            ? words.expired(result.username)
            : words.notPossible(result.username)}{' '}
          {words.finishHow}
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
          actions={showPosts}
          {...close}
        >
          {revocation ? words.confirmed : words.nothingLeft}
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
