import type { SessionState, Workspace } from '#contract/identity.ts';

/** The workspace that this tab showed last, for pages that stand outside of any. */
export function lastWorkspace(session: SessionState): Workspace | undefined {
  const slug = sessionStorage.getItem('workspace');
  const open = session.workspaces.filter(({ id }) => !session.needTwoFactor.includes(id));
  return open.find((workspace) => workspace.slug === slug) ?? open[0] ?? session.workspaces[0];
}

export function rememberWorkspace(slug: string): void {
  sessionStorage.setItem('workspace', slug);
}
