import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mailTexts, type MailKind, type MailParams } from './mail-texts.ts';
import { renderMail } from './render-mail.ts';

const base = 'https://post.example.com';
/** 43 signs, as every secret of a link has. */
const secret = 'qW8r-Zt_4uIo2pAsDfGhJkLyXcVbNm1234567890aBc';
const long = `${'Überaus langer Name '.repeat(9)}👩🏽‍🎨`;

/** One of each kind, with words that break careless mails: right to left, markup, long, a line break. */
const samples: { [K in MailKind]: MailParams[K] } = {
  invite: {
    workspace: 'Linden & Söhne <b>',
    invitedBy: 'نورا الحداد',
    role: 'publisher',
    link: `${base}/join#${secret}`,
    until: '3 December 2026, 10:00 UTC',
  },
  password_reset: { name: '山田 花子', link: `${base}/reset#${secret}`, until: '3 December 2026, 11:00 UTC' },
  email_confirm: { name: long, link: `${base}/confirm-email#${secret}`, until: '4 December 2026, 10:00 UTC' },
  email_changed: { name: 'Ada "Countess" Linden', to: `${'very.long.'.repeat(20)}@example.com` },
  password_changed: { name: 'Zoë\r\nBcc: everybody@example.com' },
  notices: {
    workspace: 'Linden Studio',
    notices: [
      {
        title: 'A post could not be published',
        sentence: '“Pair of jars, still warm” on @linden.studio: Instagram could not fetch the picture.',
        link: `${base}/w/linden/posts/01a2`,
      },
      {
        title: '@linden.studio must be connected again',
        sentence: 'Instagram refused our access. 3 posts wait.',
        link: `${base}/w/linden/settings/integrations`,
      },
    ],
    choicesLink: `${base}/w/linden/settings/notices`,
  },
};
const kinds = Object.keys(samples) as MailKind[];
const mailOf = (kind: MailKind) => renderMail(mailTexts[kind](samples[kind] as never));

test.each(kinds)('%s says the same as text and as HTML', async (kind) => {
  const mail = mailOf(kind);
  const shown = wordsOf(mail.html);
  // For a person who wants to look: MAILS names a folder.
  if (process.env['MAILS']) await writeFile(`${process.env['MAILS']}/${kind}.html`, mail.html);

  for (const value of factsOf(samples[kind])) {
    const fact = inOneLine(value);
    expect(inOneLine(mail.text + mail.subject), `text of ${kind}`).toContain(fact);
    expect(inOneLine(`${shown} ${mail.subject}`), `HTML of ${kind}`).toContain(fact);
  }
  for (const line of mail.text.split('\n').filter((line) => line !== '--' && !line.includes(base)))
    expect(inOneLine(shown)).toContain(inOneLine(line));
});

test.each(kinds)('%s fetches nothing: no picture, script or style of elsewhere', (kind) => {
  const { html } = mailOf(kind);

  expect(html).not.toMatch(/<(img|script|link|iframe|video|object|svg)\b|url\(|@import|\bsrc=|\bon\w+=/i);
  expect(html).not.toContain('<b>');
});

test.each(kinds)('%s holds its secret in a fragment alone, and leads nowhere but here', (kind) => {
  const { subject, text, html } = mailOf(kind);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => new URL(link!));

  expect(subject).not.toMatch(/[\r\n]/);
  expect(`${subject} ${text} ${html}`.replaceAll(`#${secret}`, '')).not.toContain(secret);
  expect(links.map(({ origin, search }) => `${origin}${search}`)).toEqual(links.map(() => base));
});

function factsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(factsOf) : [];
}

/** What a person reads of a page, with the addresses that its links hold. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<(style|title)>.*?<\/\1>/gs, ' ')
    .replaceAll(/<a href="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
