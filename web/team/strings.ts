const roles = {
  owner: 'Owner',
  admin: 'Admin',
  publisher: 'Publisher',
  contributor: 'Contributor',
  viewer: 'Viewer',
};
const meanings = {
  owner: 'Everything, and the only one who hands ownership over.',
  admin: 'Everything but ownership: accounts, members, settings.',
  publisher: 'Writes, schedules and publishes posts, and answers comments.',
  contributor: 'Writes drafts, adds files and asks for approval. Others send them.',
  viewer: 'Sees everything and changes nothing.',
};

export const members = {
  title: 'Members',
  since: (day: string) => `since ${day}`,
  you: 'you',
  narrowed: 'less with some accounts',
  narrowedAdmin: 'You have less with some accounts, so an owner or another admin looks after the team.',
  search: 'Find a member by name or e-mail',
  count: (found: number) => (found === 1 ? '1 member' : `${found.toLocaleString('en')} members`),
  nobody: 'Nobody is found by that.',
  more: 'Show more',
  loading: 'Loading',
  manage: 'Manage',
  manageNamed: (name: string) => `Manage ${name}`,
  invite: 'Invite somebody',
  leave: 'Leave the workspace',
  roles,
};

export const picker = {
  close: 'Close',
  more: 'There are more: write a part of the name.',
};

export const member = {
  role: 'Role',
  meanings,
  save: 'Save the role',
  saving: 'Saving',
  saved: 'Saved.',
  done: 'Done',
  accounts: 'Accounts',
  accountsMeaning:
    'A role may be lower for one account. Hidden accounts are in no list. An admin who has less with an account no longer changes the team.',
  asRole: 'As the role says',
  accountRoles: { none: 'Hidden', viewer: 'Viewer', contributor: 'Contributor', publisher: 'Publisher' },
  saveAccounts: 'Save the accounts',
  noAccounts: 'No account is connected.',
  more: 'More',
  remove: 'Remove from the workspace',
  handOver: 'Hand ownership over',
};

export const remove = {
  title: (name: string) => `Remove ${name}?`,
  meaning:
    'They are out at once, and signed out wherever they are signed in. Their open invites end. Their drafts and scheduled posts stay, go out as planned and are yours from then on.',
  keep: 'Keep them',
  deed: 'Remove',
  working: 'Removing',
  done: (name: string, posts: number) =>
    posts === 0
      ? `${name} is removed.`
      : `${name} is removed. ${posts === 1 ? '1 post that is to come is' : `${posts} posts that are to come are`} yours now.`,
};

export const handOver = {
  title: (name: string) => `Make ${name} the owner?`,
  meaning: 'They own the workspace from then on, and you become an admin. Only they can give it back.',
  keep: 'Stay the owner',
  deed: 'Hand over',
  working: 'Handing over',
};

export const leave = {
  title: (workspace: string) => `Leave ${workspace}?`,
  meaning:
    'You are out at once. Your drafts and scheduled posts stay and go to the owner. Only an invite brings you back.',
  keep: 'Stay',
  deed: 'Leave',
  working: 'Leaving',
};

export const invite = {
  title: 'Invite somebody',
  lede: 'A link that is good once, for seven days.',
  role: 'Role',
  email: 'E-mail address (optional)',
  emailMailed: 'The link is mailed there, and only that address can use it.',
  emailShown:
    'Only that address can use the link. This installation sends no mail: hand the link over yourself.',
  make: 'Make the invite',
  making: 'Making it',
  cancel: 'Cancel',
  linkHint: (until: string) => `Good once, until ${until}. It is shown here and never again.`,
  mailed: (email: string, until: string) =>
    `The link is mailed to ${email}, and good once, until ${until}. Nobody else has it. If the mail does not arrive, take the invite back and make one without an address.`,
  done: 'Done',
};

export const invites = {
  title: 'Open invites',
  anybody: 'Whoever holds the link',
  facts: (role: string, by: string, until: string) => `${role}, invited by ${by}, until ${until}`,
  revoke: 'Take back',
  revokeNamed: (whom: string) => `Take back the invite for ${whom}`,
  revoking: 'Taking back',
};

export const join = {
  looking: 'Join a workspace',
  title: (workspace: string) => `Join ${workspace}`,
  lede: (by: string, role: string) => `${by} invites you, as ${role}.`,
  signedInAs: (name: string, email: string) => `You are signed in as ${name}, ${email}.`,
  otherEmail: (email: string) => `The invite is for ${email}. Sign out, and open the link again.`,
  signOut: 'Sign out',
  accept: 'Join',
  joining: 'Joining',
  name: 'Your name',
  email: 'E-mail',
  emailBound: 'The invite is for this address.',
  password: 'Password',
  passwordHint: 'At least 12 characters. A short sentence works well.',
  create: 'Create an account and join',
  creating: 'Creating',
  haveOne: 'I have an account: sign in',
  home: 'Go to the start',
};
