/** The words of an attempt to connect: how it ended, what it waits for, what it asks. */
export const outcome = {
  connected: (username: string) => `Connected @${username}.`,
  reconnected: (username: string) => `Reconnected @${username}.`,
  notThis: 'Not this account?',
  disconnect: 'Disconnect',
  reconnectedMeaning: 'The token was replaced and the history kept.',
  pausedWait: 'Paused posts wait for you.',
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
  /** What a code means where the attempt went through Facebook's dialog, and the catalogue speaks of Instagram's. */
  byFacebook: {
    access_denied:
      "Facebook's dialog or the choice of an account was left without a yes. Start again when you are ready.",
    scope_rejected:
      "You switched off one or more permissions in Facebook's dialog. Continue with Facebook again and leave all of them on.",
    state_expired: 'The connect link is good for 10 minutes. Continue with Facebook again to start fresh.',
    wrong_account:
      'You asked to reconnect one account, and it is not among those that Facebook gave access to. Go through the dialog again as the right person and tick its Page, or add the other one as a new connection.',
  } as Partial<Record<string, string>>,
  cancelled: 'You cancelled. Nothing was connected.',
  noAccount: {
    no_page: () =>
      'This Facebook login manages no Page, and this door leads to an account through the Page it is linked to. Make a Page and link it to the account, or log in as somebody who manages it. Continue with Instagram, where it is offered, needs no Page.',
    page_not_ticked: () =>
      'Facebook gave access to no Page: none was ticked in its dialog, or this login manages none. Retry, tick the Page that the Instagram account is linked to, and tick the account.',
    page_without_account: (pages: string) =>
      `No Instagram Business or Creator account came with ${pages === '' ? 'your Page' : pages}. Link the account to the Page, or retry and tick the Page that it is linked to, and the account itself. A Personal account does not show here: switch it to Business or Creator first.`,
  } as Partial<Record<string, (pages: string) => string>>,
  againByFacebook: 'Continue with Facebook',
  nothingConnected: 'Nothing was connected.',
  nothingKept: 'Nothing was connected, and the token from this attempt is not kept.',
  nothingChanged: 'Nothing was changed on the account that you wanted to reconnect.',
};

export const waiting = {
  title: (door: string) => `Still waiting. Did ${door} show an error?`,
  meaning: (door: string) =>
    `${door} keeps some errors to its own page and never sends you back. If you saw one of these, nothing was connected.`,
  causes: {
    instagram: [
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
    facebook: [
      [
        '\u201cURL blocked\u201d',
        'Our address is not among the valid OAuth redirect URIs of Facebook Login for Business in the Meta app.',
      ],
      [
        '\u201cApp not active\u201d',
        'The Meta app is in development and you have no role in it. Ask its operator to add you, or to finish app review.',
      ],
      [
        '\u201cInvalid Scopes\u201d',
        'The Meta app does not have a permission that Tintype asks for. Its operator adds it in the Meta console.',
      ],
      [
        '\u201cFeature Unavailable\u201d',
        'Facebook is not serving logins for this app: its profile in the Meta console is incomplete.',
      ],
    ],
  },
  again: 'Start again',
  cancel: 'Cancel',
  window: (from: string, until: string) => `Started ${from}, good until ${until}`,
};

export const choice = {
  title: 'Which account?',
  meaning: (n: number) =>
    `Facebook gave access to ${n} accounts. Choose the one to connect here; the others can follow the same way.`,
  accounts: 'Accounts',
  page: (name: string) => `Page: ${name}.`,
  isConnected: 'Connected here already: choosing it renews its access.',
  connect: (username: string) => `Connect @${username}`,
  working: 'Connecting',
  giveUp: 'Choose none',
  givingUp: 'Ending',
  until: (time: string) => `Good until ${time}`,
};
