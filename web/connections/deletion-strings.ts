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
