import type { MailText } from './mail-texts.ts';

/** A mail as it travels: the same words as plain text and as HTML that needs nothing from elsewhere. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

export function renderMail({ subject, lines, action, items = [], because, choices }: MailText): RenderedMail {
  const link = action && `${action.label}: ${action.link}`;
  return {
    // A line break in a subject would begin a header of its own.
    subject: subject.replaceAll(/[\r\n]+/g, ' '),
    text: [
      ...lines,
      ...items.map((item) => `${item.title}\n${item.sentence}\n${item.link}`),
      ...(link ? [link] : []),
      '--',
      because,
      ...(choices ? [`${choices.label}: ${choices.link}`] : []),
    ].join('\n\n'),
    html: page(subject, [
      `<p class="quiet" style="${small};margin:0 0 20px">Tintype</p>`,
      `<h1 style="${heading}">${escaped(subject)}</h1>`,
      ...lines.map((line) => `<p style="${paragraph}">${escaped(line)}</p>`),
      ...items.map(
        ({ title, sentence, link }) =>
          `<p style="${paragraph}"><a href="${escaped(link)}" style="color:inherit;font-weight:600">${escaped(title)}</a><br>${escaped(sentence)}</p>`,
      ),
      ...(action
        ? [
            `<p style="margin:24px 0"><a href="${escaped(action.link)}" style="${button}">${escaped(action.label)}</a></p>`,
          ]
        : []),
      `<p class="quiet" style="${foot}">${escaped(because)}${choices ? ` <a href="${escaped(choices.link)}" style="color:inherit">${escaped(choices.label)}</a>` : ''}</p>`,
    ]),
  };
}

const face = 'font-family:system-ui,-apple-system,Segoe UI,sans-serif';
const heading = `${face};font-size:20px;line-height:28px;font-weight:600;margin:0 0 16px`;
const paragraph = `${face};font-size:15px;line-height:23px;margin:0 0 12px`;
const button = `${face};display:inline-block;padding:10px 18px;border-radius:5px;background:#f5ae3d;color:#1a1714;font-weight:600;text-decoration:none`;
const small = `${face};font-size:13px;line-height:18px;color:#6b6660`;
const foot = `${small};border-top:1px solid #dedbd7;padding-top:16px;margin:24px 0 0`;
/** Colours of the quiet words where a mail is read in the dark; a client that drops this shows them as by day. */
const inTheDark =
  '@media (prefers-color-scheme:dark){.quiet{color:#aaa49d!important;border-color:#3b3733!important}}';

function page(title: string, parts: string[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${inTheDark}</style></head>`,
    // A name or an address may be one long word: it breaks rather than widens the page.
    '<body style="margin:0;padding:24px"><div style="max-width:34rem;margin:0 auto;overflow-wrap:anywhere">',
    ...parts,
    '</div></body></html>',
  ].join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
