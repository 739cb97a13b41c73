export const signInSettings = {
  title: 'Sign-in',
  email: 'E-mail',
  emailNow: (email: string) => `You sign in with ${email}.`,
  emailWaits: (email: string) =>
    `A link waits in the mailbox of ${email}. Open it, and you sign in with that address.`,
  newEmail: 'New e-mail',
  emailHintMail: 'A link goes there. Nothing changes before it is opened.',
  emailHintNoMail: 'This installation sends no mail, so the address changes at once. Check it twice.',
  changeEmail: 'Change the e-mail',
  emailSent: 'The link is on its way.',
  emailChanged: 'The e-mail is changed.',
  changing: 'Changing',
  yourPassword: 'Your password',
  password: 'Password',
  current: 'Present password',
  newPassword: 'New password',
  passwordHint: 'At least 12 characters. A short sentence works well.',
  changePassword: 'Change the password',
  passwordChanged: 'The password is changed. Everywhere else you are signed out.',
};

export const nameForm = {
  title: 'Your name',
  name: 'Name',
  save: 'Save the name',
  saving: 'Saving',
  saved: 'The name is saved.',
};

export const twoFactor = {
  title: 'Two-factor sign-in',
  off: 'Off. With it, your password alone opens nothing: an app on your phone shows a code beside it.',
  on: (day: string) => `On since ${day}.`,
  codesLeft: (left: number) =>
    left === 0
      ? 'No recovery code is left. Make new ones before you lose your phone.'
      : left === 1
        ? 'One recovery code is left.'
        : `${left} recovery codes are left.`,
  setUp: 'Set it up',
  renew: 'New recovery codes',
  renewTitle: 'Make new recovery codes?',
  renewMeaning: 'The former ones open nothing from then on.',
  renewDo: 'Make new codes',
  renewing: 'Making them',
  end: 'Turn it off',
  endTitle: 'Turn two-factor sign-in off?',
  endMeaning: 'From then on the password alone opens your account.',
  endRequired: 'A workspace that asks for it closes to you until you set it up again.',
  ending: 'Turning it off',
  keep: 'Keep it',
  password: 'Your password',
  code: 'Code',
  codeHint: 'Six digits from your authenticator app, or a recovery code.',
};

export const setUp = {
  title: 'Two-factor sign-in',
  lede: 'Your password alone will open nothing. An app on your phone shows a code beside it: 1Password, Aegis, Google Authenticator or another.',
  required: (workspace: string) =>
    `${workspace} asks for it. Set it up, and everything there is open to you again.`,
  password: 'Your password',
  begin: 'Begin',
  beginning: 'Beginning',
  scan: 'Scan this with the app',
  typed: 'Or type this into it',
  code: 'Code that the app shows',
  confirm: 'Turn it on',
  confirming: 'Checking',
  kept: 'I have kept them',
  signOut: 'Sign out',
  signingOut: 'Signing out',
  notNow: 'Not now',
  isOn: 'It is on for your account.',
  goOn: 'Go on',
};

export const recoveryCodes = {
  title: 'Keep these recovery codes',
  lede: 'Each opens your account once when the phone is not there. They are not shown again: print them, or put them where your passwords are.',
  list: 'Recovery codes',
  download: 'Save as a file',
  file: 'tintype-recovery-codes.txt',
};

export const secondStep = {
  title: 'The second step',
  lede: 'Write the code that your authenticator app shows. Without the phone, write a recovery code.',
  code: 'Code',
  submit: 'Sign in',
  back: 'Sign in as somebody else',
};

export const forgot = {
  link: 'Forgot the password?',
  title: 'A new password',
  lede: 'Write your e-mail, and a link comes that sets a new password.',
  email: 'E-mail',
  submit: 'Send the link',
  working: 'Sending',
  sentTitle: 'Look into your mailbox',
  sent: (email: string) =>
    `If somebody signs in here with ${email}, a link is on its way. It is good once, for an hour.`,
  noMail:
    'This installation sends no mail. An owner or admin of your workspace makes you a link: Settings, Members. The owner gets one from whoever runs the server, by "tintype people reset-password".',
  back: 'Back to sign-in',
};

export const reset = {
  title: 'Set a new password',
  lede: 'Everywhere you are signed in ends with it.',
  password: 'New password',
  passwordHint: 'At least 12 characters. A short sentence works well.',
  submit: 'Set the password',
  working: 'Setting it',
  done: 'The password is set',
  doneMeaning: 'Sign in with it.',
  signIn: 'Sign in',
  another: 'Ask for a new link',
};

export const confirm = {
  title: 'Confirm your address',
  lede: 'From then on you sign in with it.',
  submit: 'Confirm',
  working: 'Confirming',
  done: 'The address is confirmed',
  doneMeaning: (email: string) => `You sign in with ${email} from now on.`,
  goOn: 'Go on',
};

export const signInRule = {
  title: 'Two-factor sign-in',
  required: 'Every member must have it',
  meaning: 'Members without it find this workspace closed until they set it up.',
  without: (members: number) =>
    members === 0
      ? 'Everybody here has it.'
      : members === 1
        ? 'One member does not have it yet.'
        : `${members} members do not have it yet.`,
  first: 'Set it up for yourself first, or you would shut yourself out.',
  setUp: 'Set it up',
};

export const resetLink = {
  make: 'New password',
  makeFor: (name: string) => `Help ${name} to a new password`,
  title: (name: string) => `Help ${name} to a new password?`,
  mailed: 'A link goes to their e-mail. It is good once, for an hour.',
  shown:
    'This installation sends no mail: you get a link to hand over. Whoever holds it can set the password.',
  do: 'Make the link',
  working: 'Making it',
  keep: 'Leave it',
  sent: 'The link is on its way.',
  link: 'Link',
  until: (moment: string) => `Good once, until ${moment}. It is not shown again.`,
  done: 'Done',
};
