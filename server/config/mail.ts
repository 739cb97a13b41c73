type Complain = (name: string, problem: string, fix: string) => void;

/** The mail server that takes our mails, and who they come from. */
export interface MailConfig {
  /** `smtps://user:password@mail.example.com` or `smtp://…:587`. */
  smtpUrl: string;
  /** An address, with or without a name: `Tintype <post@example.com>`. */
  from: string;
}

/** Both or neither: without them no mail is sent, and pages say so. */
export function readMailConfig(
  text: (name: string) => string | undefined,
  complain: Complain,
): MailConfig | undefined {
  const [smtpUrl, from] = [text('SMTP_URL'), text('MAIL_FROM')];
  if (!smtpUrl && !from) return undefined;
  if (!smtpUrl)
    complain(
      'SMTP_URL',
      'is missing beside MAIL_FROM.',
      'Write it like smtps://user:password@mail.example.com.',
    );
  else if (!/^smtps?:$/.test(URL.parse(smtpUrl)?.protocol ?? ''))
    complain(
      'SMTP_URL',
      'is no address of a mail server.',
      'Write it like smtps://user:password@mail.example.com.',
    );
  if (!from)
    complain('MAIL_FROM', 'is missing beside SMTP_URL.', 'Write it like Tintype <post@example.com>.');
  else if (!/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/.test(from))
    complain('MAIL_FROM', 'is no e-mail address.', 'Write it like Tintype <post@example.com>.');
  return { smtpUrl: smtpUrl ?? '', from: from ?? '' };
}
