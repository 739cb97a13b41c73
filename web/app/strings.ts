export const frame = {
  skip: 'Skip to the content',
  nav: 'Workspace',
  calendar: 'Calendar',
  posts: 'Posts',
  newPost: 'New post',
  library: 'Library',
  live: 'Live',
  insights: 'Insights',
  settings: 'Settings',
  help: 'Help',
  more: 'More',
  accounts: 'Accounts',
  connect: 'Connect Instagram',
  active: 'Active',
  needsYou: 'Needs you',
  simulated: 'Simulated Instagram.',
  simulatedMeaning: 'Nothing here reaches the real one.',
  simulatedLink: 'Connect a real Meta app',
  openTintype: 'Open Tintype',
  signIn: 'Sign in',
  switchWorkspace: ', switch workspace',
  newWorkspace: 'New workspace',
  you: 'You and your sessions',
  personMenu: ', your menu',
  signOut: 'Sign out',
  signingOut: 'Signing out',
};

export const roleChange = {
  title: 'Your role here was changed',
  now: (role: string) => `You are ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role} now.`,
  nowWithAccounts: (role: string) =>
    `You are ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role} now, with less for some accounts.`,
  meaning: 'The page shows what you may do. What was refused was not done.',
};

export const notFound = {
  title: 'There is nothing here',
  meaning: 'It was removed, it never existed, or it belongs to a workspace that you are not a member of.',
};

export const crashed = {
  title: 'This page broke',
  meaning: 'The fault is ours. Nothing of yours was changed; reload to go on.',
};
