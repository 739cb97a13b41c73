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
  storedByFacebook: 'Of an account that came by Facebook also the ID of its Page.',
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
  atFacebook: 'At Facebook, for accounts that came that way',
  appsAndWebsites: 'facebook.com/settings?tab=applications',
  atFacebookHow: ' \u2192 find the app \u2192 Remove. This ends the access to every account that it serves.',
};

export const integrations = {
  title: 'Integrations',
  connect: 'Connect Instagram',
  continueWith: { instagram: 'Continue with Instagram', facebook: 'Continue with Facebook' },
  opening: { instagram: 'Opening Instagram', facebook: 'Opening Facebook' },
  none: 'No account is connected yet.',
  fine: (door: string) =>
    `${door} opens in this tab. Choose what to allow and you come straight back. The link is good for 10 minutes.`,
  eitherDoor: 'The one you choose',
  whichDoor: 'Facebook is for accounts that are linked to a Page of yours; Instagram needs no Page.',
  mayNot: 'Only an owner or admin can connect an account.',
  accounts: 'Connected accounts',
};

export const zoneChange = {
  title: (username: string, zone: string) => `Schedule @${username} in ${zone}?`,
  moved: (n: number) =>
    n === 1
      ? '1 post keeps its time of day and so goes out at another moment: what was to go out at 10:00 goes out at 10:00 there.'
      : `${n.toLocaleString('en')} posts keep their time of day and so go out at other moments: what was to go out at 10:00 goes out at 10:00 there.`,
  shifted: (n: number) =>
    n === 1
      ? 'For one of them the clock there skips the time; it goes out after the gap.'
      : `For ${n} of them the clock there skips the time; they go out after the gap.`,
  kept: (n: number) =>
    n === 1
      ? 'For 1 post that time is over there already: it keeps its moment.'
      : `For ${n.toLocaleString('en')} posts that time is over there already: they keep their moment.`,
  keep: 'Leave it as it is',
  deed: 'Change the zone',
  working: 'Changing',
};

export const row = {
  login: { instagram: 'Instagram Login', facebook: 'Facebook Login' },
  connected: (day: string, by: string | null) => (by ? `Connected ${day} by ${by}` : `Connected ${day}`),
  active: 'Active',
  needsYou: 'Needs you',
  renews: (renewed: string, next: string) => `Renewed ${renewed}, next on ${next}`,
  renewed: (renewed: string) => `Renewed ${renewed}`,
  noEnd: (received: string) => `Given ${received}, without an end`,
  dataAccessEnds: (day: string) =>
    `Facebook stops answering for this account on ${day} unless you go through its dialog again.`,
  dataAccessEnded: (day: string) =>
    `Facebook's answers for this account ended on ${day}. Go through its dialog again.`,
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
    dataAccess: 'Facebook no longer answers for this account.',
    dataAccessHow: (since: string) =>
      `Since ${since}. Facebook stops ninety days after somebody last went through its dialog. Reconnect here to go on.`,
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
  noEnd: 'without an end',
  destroyed: 'Destroyed. Nothing that opens this account is kept.',
  userId: 'Instagram user ID',
  appScopedId: { instagram: 'App-scoped ID', facebook: 'Facebook user ID, app-scoped' },
  pageId: 'Facebook Page ID',
  dataAccess: 'Facebook answers until',
  username: 'Username',
  scopes: 'Scopes granted',
  consent: 'Consent',
  receipt: 'Download consent receipt',
};

/** The doors as they are called in a sentence. */
export const doorNames = { instagram: 'Instagram', facebook: 'Facebook' } as const;
