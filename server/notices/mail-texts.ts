/** What each kind of mail is made of. `link` holds its secret in the fragment, which reaches no server's log. */
export interface MailParams {
  invite: { workspace: string; invitedBy: string; role: string; link: string; until: string };
  password_reset: { name: string; link: string; until: string };
  email_confirm: { name: string; link: string; until: string };
  email_changed: { name: string; to: string };
  password_changed: { name: string };
  notices: {
    workspace: string;
    notices: { title: string; sentence: string; link: string }[];
    choicesLink: string;
  };
}
export type MailKind = keyof MailParams;

/** A mail in words: the subject, paragraphs, and one thing to do. */
export interface MailText {
  subject: string;
  lines: string[];
  action?: { label: string; link: string };
  /** Several things, each with its own place to go. */
  items?: { title: string; sentence: string; link: string }[];
  /** Why it was sent, beneath, and where a person changes that. */
  because: string;
  choices?: { label: string; link: string };
}

const ignore = 'If this was not you, you need not do anything.';

/** The one place where mails are worded. */
export const mailTexts: { [K in MailKind]: (params: MailParams[K]) => MailText } = {
  invite: ({ workspace, invitedBy, role, link, until }) => ({
    subject: `${invitedBy} invites you to ${workspace}`,
    lines: [
      `${invitedBy} invites you to the workspace ${workspace} on Tintype, as ${role}.`,
      `The link is good once, until ${until}.`,
    ],
    action: { label: 'Join', link },
    because: `${invitedBy} wrote your address. If you do not know them, you need not do anything.`,
  }),
  password_reset: ({ name, link, until }) => ({
    subject: 'Set a new password',
    lines: [
      `${name}, somebody asked for a new password for this address.`,
      `The link is good once, until ${until}. Everywhere you are signed in ends with it.`,
    ],
    action: { label: 'Set a new password', link },
    because: ignore,
  }),
  email_confirm: ({ name, link, until }) => ({
    subject: 'Confirm your address',
    lines: [
      `${name}, confirm that this address is yours, and you sign in with it from then on.`,
      `The link is good until ${until}.`,
    ],
    action: { label: 'Confirm', link },
    because: ignore,
  }),
  email_changed: ({ name, to }) => ({
    subject: 'Your address was changed',
    lines: [`${name}, your account signs in with ${to} from now on.`],
    because: 'If this was not you, tell the owner of your workspace at once.',
  }),
  password_changed: ({ name }) => ({
    subject: 'Your password was changed',
    lines: [`${name}, your password was changed. Everywhere else you were signed in has ended.`],
    because: 'If this was not you, tell the owner of your workspace at once.',
  }),
  notices: ({ workspace, notices, choicesLink }) => ({
    subject:
      notices.length === 1
        ? `${workspace}: ${notices[0]?.title}`
        : `${workspace}: ${notices.length} things to know`,
    lines: [],
    items: notices,
    because: 'You are told by mail what you chose.',
    choices: { label: 'Choose what is mailed', link: choicesLink },
  }),
};
