/** The words of a disconnect and of what became of it. */
export const disconnect = {
  title: (username: string) => `Disconnect @${username}?`,
  revoked: 'The access token is revoked at Instagram and the row is removed immediately.',
  destroyed:
    'The access token of this account is destroyed and the row is removed immediately. What you granted on Facebook stays, because it also serves other accounts.',
  pauses: (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'post pauses' : 'posts pause'}.`,
  pausesHow: 'They stay in the workspace and wait for you if this account comes back.',
  noPosts: 'No post is waiting for this account.',
  stays: 'What was already read from the account stays in this workspace.',
  erase: 'Also erase what was read',
  eraseMeaning: "Media, comments and insights of this account. This can't be undone.",
  keep: 'Keep connected',
  deed: 'Disconnect',
  working: 'Disconnecting',
};

export const revocation = {
  done: (username: string) => `Disconnected @${username}`,
  doneNotYet: (username: string, door: string) => `Disconnected @${username}. ${door} has not confirmed yet.`,
  confirmed: (door: string) => `${door} confirmed that the token is dead.`,
  grantStays:
    'Its token is destroyed. What you granted on Facebook stays, because it also serves other accounts; it is revoked when the last of them goes.',
  queued: (until: string, door: string) =>
    `The row is gone. We ask ${door} again until ${until}, then destroy the sealed request too. You need not do anything.`,
  stepLeft: (door: string) => `One step is left, at ${door}`,
  notPossible: (username: string, door: string) =>
    `@${username} is disconnected here. ${door} offers no way to revoke it from here.`,
  expired: (username: string, door: string) =>
    `@${username} is disconnected here and our copy of the token is destroyed. ${door} did not confirm within 24 hours.`,
  finishHow: {
    instagram: 'Open instagram.com/accounts/manage_access, find the app and choose Remove.',
    facebook: 'Open facebook.com/settings?tab=applications, find the app and choose Remove.',
  },
  finish: (door: string) => `Finish at ${door}`,
  yourself: (door: string) => `Remove it at ${door} yourself`,
  nothingLeft: 'There was no token left to revoke.',
  paused: (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'post is' : 'posts are'} paused.`,
  showPosts: 'Show the posts',
};
