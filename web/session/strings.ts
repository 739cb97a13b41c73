export const signIn = {
  title: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  working: 'Signing in',
};

export const firstRun = {
  title: 'Create the owner',
  lede: 'You are the first person here. The owner runs this installation, invites the others and holds its keys.',
  name: 'Your name',
  workspace: 'Workspace',
  email: 'E-mail',
  password: 'Password',
  passwordHint: 'At least 12 characters. A short sentence works well.',
  submit: 'Create owner and workspace',
  working: 'Creating',
  foot: 'This page closes as soon as the owner exists.',
  about: 'About Tintype',
  picture: 'A blue jar beside a banded cylinder, half in silver, half in colour',
  motto: 'Silver until it is live.',
  mottoMeaning: 'Drafts and scheduled posts are silver. Colour means Instagram has it.',
};

export const passwordField = { show: 'Show the password', hide: 'Hide the password' };

export const sessions = {
  title: 'You',
  signedInAs: 'Signed in as',
  look: 'Look',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  workspaces: 'Your workspaces',
  newWorkspace: 'New workspace',
  sessions: 'Where you are signed in',
  thisOne: 'This browser',
  unknownBrowser: 'An unknown browser',
  since: (day: string, until: string) => `Since ${day}, until ${until}`,
  end: 'Sign out',
  endNamed: (browser: string) => `Sign out of ${browser}`,
  ending: 'Signing out',
  everywhere: 'Sign out everywhere',
  everywhereMeaning: 'Every browser is signed out at once, this one included.',
};
