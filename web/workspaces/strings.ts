export const settings = {
  nav: 'Settings',
  workspace: 'Workspace',
  members: 'Members',
  integrations: 'Integrations',
  audit: 'Audit trail',
  notices: 'Notices',
  you: 'You',
  signIn: 'Sign-in',
};

export const workspacePage = {
  title: 'Workspace',
  name: 'Workspace name',
  address: 'Address',
  addressHint: 'The address stays when the name changes, so that links keep working.',
  save: 'Save the name',
  saving: 'Saving',
  saved: (name: string) => `The workspace is named ${name} now.`,
  readOnly: 'Only an owner or admin can rename the workspace.',
};

export const newWorkspace = {
  title: 'New workspace',
  lede: 'A workspace has its own accounts, posts and members. One Instagram account belongs to one workspace.',
  name: 'Workspace name',
  create: 'Create workspace',
  creating: 'Creating',
};
