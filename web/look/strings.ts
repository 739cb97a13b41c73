/** Words that belong to no page in particular. */
export const words = {
  product: 'Tintype',
  close: 'Close',
  loading: 'Loading',
  tryAgain: 'Try again',
  trying: 'Trying',
  reload: 'Reload the page',
  done: 'Done',
  link: 'Link',
  copyLink: 'Copy the link',
  copied: 'Copied.',
  missing: '\u2014',
  requestId: (id: string) => `Request ${id}`,
};
