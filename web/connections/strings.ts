/** The help page's own words, and those of Settings, Integrations. */
export const contractWords = {
  lede: 'Connect an Instagram Business or Creator account to your workspace to publish and manage content.',
  whatConnects: 'What this connects',
  connectsBefore:
    "You grant the app permission to read insights and publish to a single Instagram Business or Creator account. Personal Instagram accounts can't be connected \u2014 the Instagram API doesn't allow Personal accounts to publish or expose insights. Convert your account in the Instagram mobile app under ",
  connectsPath: 'Settings \u2192 Account type and tools \u2192 Switch to professional account',
  connectsAfter: ' before connecting.',
  whatWeStore: 'What we store',
  stored: [
    'An encrypted access token for the connected Instagram account (envelope-encrypted at rest; the plaintext token never leaves the server boundary).',
    'The Instagram user ID and username so the workspace can list connections.',
    'The scopes you granted and the timestamp of consent.',
  ],
  never:
    'We never store your Instagram password. Tokens are scoped to the single Instagram account you connected \u2014 disconnecting revokes access for that account only.',
  howToRevoke: 'How to revoke',
  eitherSide: 'You can disconnect from either side:',
  inProduct: 'In the product',
  inProductHow:
    ' \u2014 Settings \u2192 Integrations \u2192 click Disconnect on the Instagram row. The access token is revoked at the provider and the row is removed immediately.',
  atInstagram: 'At Instagram',
  manageAccess: 'instagram.com/accounts/manage_access',
  atInstagramHow:
    ' \u2192 find the app \u2192 Remove. This forces revoke at the source if anything went wrong with step 1.',
};

export const integrations = {
  title: 'Integrations',
  connect: 'Connect Instagram',
  connectFacebook: 'Continue with Facebook',
  connectInstagram: 'Continue with Instagram',
  opening: 'Opening Instagram',
  none: 'No account is connected yet.',
  fine: 'Instagram opens in this tab. Choose what to allow and you come straight back. The link is good for 10 minutes.',
  mayNot: 'Only an owner or admin can connect an account.',
  accounts: 'Connected accounts',
};

export const row = {
  login: { instagram: 'Instagram Login', facebook: 'Facebook Login' },
  connected: (day: string, by: string | null) => (by ? `Connected ${day} by ${by}` : `Connected ${day}`),
  active: 'Active',
  needsYou: 'Needs you',
  renews: (renewed: string, next: string) => `Renewed ${renewed}, next on ${next}`,
  renewed: (renewed: string) => `Renewed ${renewed}`,
  refused: (scope: string) => `${scope}, refused by Instagram`,
  disconnect: 'Disconnect',
  disconnectNamed: (username: string) => `Disconnect @${username}`,
  timeZone: 'Time zone',
  timeZoneOf: (username: string) => `Time zone of @${username}`,
  timeZoneSaved: 'Saved',
  needs: {
    checkpoint: 'Instagram asks you to confirm it is you.',
    checkpointHow: (since: string) =>
      `Since ${since}, Instagram no longer accepts our token. Open Instagram, confirm, then reconnect here.`,
    refused: 'Instagram no longer accepts our access to this account.',
    refusedHow: (since: string) =>
      `Since ${since}, Instagram refuses our token. This usually follows a changed password or a security check.`,
    paused: (n: number) => `${n.toLocaleString('en')} scheduled ${n === 1 ? 'post is' : 'posts are'} paused.`,
    kept: 'Posts, comments and history are all kept.',
    reconnect: (username: string) => `Reconnect @${username}`,
  },
};

export const stored = {
  summary: 'What we store',
  token: 'Access token',
  sealed: (keyId: string) => `Sealed, key ${keyId}`,
  expires: (day: string) => `expires ${day}`,
  destroyed: 'Destroyed. Nothing that opens this account is kept.',
  userId: 'Instagram user ID',
  appScopedId: 'App-scoped ID',
  username: 'Username',
  scopes: 'Scopes granted',
  consent: 'Consent',
  receipt: 'Download consent receipt',
};

export const outcome = {
  connected: (username: string) => `Connected @${username}.`,
  reconnected: (username: string) => `Reconnected @${username}.`,
  notThis: 'Not this account?',
  disconnect: 'Disconnect',
  reconnectedMeaning: 'The token was replaced and the history kept. Paused posts wait for you.',
  newPost: 'New post',
  notNow: 'Not now',
  retry: 'Retry',
  notGranted: 'Not granted',
  granted: 'Granted',
  code: 'Code',
  subcode: 'Subcode',
  trace: 'Trace',
  waysOut: [
    [
      'Invite the account as an Instagram Tester',
      'While the app serves only its own testers: add it in the Meta console and accept the invite at instagram.com/accounts/manage_access.',
    ],
    ['Pass App Review', 'An app with Advanced Access serves every professional account.'],
    ['Or the account is Personal', 'Switch it to Business or Creator in the Instagram app, then retry.'],
  ],
  nothingConnected: 'Nothing was connected.',
  nothingKept: 'Nothing was connected, and the token from this attempt is not kept.',
  nothingChanged: 'Nothing was changed on the account that you wanted to reconnect.',
};

export const waiting = {
  title: 'Still waiting. Did Instagram show an error?',
  meaning:
    'Instagram keeps some errors to its own page and never sends you back. If you saw one of these, nothing was connected.',
  causes: [
    [
      '\u201cInsufficient developer role\u201d',
      'The Meta app serves only its own testers. Invite this account as an Instagram tester, or finish app review.',
    ],
    [
      '\u201cInvalid platform app\u201d',
      'The operator entered the Meta app ID where the Instagram app ID belongs.',
    ],
    [
      '\u201cInvalid redirect_uri\u201d',
      'Our address is not in the Instagram business login settings of the Meta app.',
    ],
    [
      '\u201cSession Invalid\u201d',
      'The deauthorize and data deletion addresses are missing in the Instagram business login settings.',
    ],
  ],
  again: 'Start again',
  cancel: 'Cancel',
  window: (from: string, until: string) => `Started ${from}, good until ${until}`,
};

export const disconnect = {
  title: (username: string) => `Disconnect @${username}?`,
  revoked: 'The access token is revoked at Instagram and the row is removed immediately.',
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
  doneNotYet: (username: string) => `Disconnected @${username}. Instagram has not confirmed yet.`,
  confirmed: 'Instagram confirmed that the token is dead.',
  queued: (until: string) =>
    `The row is gone. We ask Instagram again until ${until}, then destroy the sealed request too. You need not do anything.`,
  stepLeft: 'One step is left, at Instagram',
  notPossible: (username: string) =>
    `@${username} is disconnected here. Instagram offers no way to revoke it from here.`,
  expired: (username: string) =>
    `@${username} is disconnected here and our copy of the token is destroyed. Instagram did not confirm within 24 hours.`,
  finishHow: 'Open instagram.com/accounts/manage_access, find the app and choose Remove.',
  finish: 'Finish at Instagram',
  yourself: 'Remove it at Instagram yourself',
  nothingLeft: 'There was no token left to revoke.',
  paused: (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'post is' : 'posts are'} paused.`,
  showPosts: 'Show the posts',
};

export const deletion = {
  title: 'Data deletion',
  lede: 'Instagram asked us to erase what we hold about an account.',
  code: 'Confirmation code',
  requested: 'Asked for',
  state: 'State',
  completed: 'Erased',
  received: 'Being erased',
  finished: 'Finished',
};
