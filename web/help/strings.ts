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
      to: '/help/meta-app',
      name: 'Setting up a Meta app',
      about: 'For whoever runs this installation: from simulated to real Instagram.',
    },
  ],
  back: 'Help',
  message: 'Message',
  means: 'What it means',
} as const;
