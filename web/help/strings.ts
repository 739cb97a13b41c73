export const help = {
  title: 'Help',
  lede: 'Short pages about what Tintype does and what to do when it does not.',
  pages: [
    {
      to: '/help/connecting-instagram',
      name: 'Connecting an Instagram account',
      about: 'What is connected, what is stored, how to take it back, and every message with its way out.',
    },
    {
      to: '/help/approvals',
      name: 'Approval before a post goes out',
      about: 'Asking, deciding, talking a post over, and showing it to a client by a link.',
    },
    {
      to: '/help/audit-trail',
      name: 'Who did what',
      about: 'What the audit trail keeps, how to find and take it, and for how long it stands.',
    },
    {
      to: '/help/inbox',
      name: 'Answering comments',
      about:
        'How comments arrive, what can be done with them, and what it means when a reply is not confirmed.',
    },
    {
      to: '/help/insights',
      name: 'Reading insights',
      about: 'When numbers are read, what they mean, and why one is missing.',
    },
    {
      to: '/help/library',
      name: 'Adding pictures and videos',
      about: 'What can be added, what becomes of a HEIC from a phone, and what is left out of every picture.',
    },
    {
      to: '/help/live-media',
      name: 'What is live',
      about: 'What is read of posts that are on Instagram, and what can be done with them.',
    },
    {
      to: '/help/meta-app',
      name: 'Setting up a Meta app',
      about: 'For whoever runs this installation: from simulated to real Instagram.',
    },
  ],
  back: 'Help',
  message: 'Message',
  means: 'What it means',
} as const;
