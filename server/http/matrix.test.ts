import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import { roles, type AnyOp, type Role } from '#contract/op.ts';
import { newId } from '../database/index.ts';
import { openTestApp, type TestApp } from './test-app.ts';

/** Written by hand: who may do what. An operation whose `access` changes, or that is new, fails until it is said here too. */
const expected = {
  public: [
    'identity.readSession',
    'identity.createOwner',
    'identity.signIn',
    'account.confirmEmail',
    'account.askForReset',
    'account.resetPassword',
    'team.readInvite',
    'team.joinByInvite',
    'clientReview.open',
    'clientReview.read',
    'clientReview.comment',
    'clientReview.decide',
  ],
  session: [
    'identity.signOut',
    'identity.listSessions',
    'identity.endSession',
    'identity.signOutEverywhere',
    'identity.createWorkspace',
    'account.read',
    'account.rename',
    'account.changePassword',
    'account.changeEmail',
    'account.beginTwoFactor',
    'account.confirmTwoFactor',
    'account.endTwoFactor',
    'account.renewRecoveryCodes',
    'audit.listMine',
    'notices.readChoices',
    'notices.setChoices',
    'team.acceptInvite',
  ],
  viewer: [
    'identity.listMembers',
    'connections.list',
    'connections.read',
    'connections.readProfile',
    'connections.readReceipt',
    'connections.readRevocation',
    'connections.listRevocations',
    'connections.readAuthorization',
    'insights.overview',
    'insights.read',
    'insights.media',
    'insights.medium',
    'insights.audience',
    'insights.bestTime',
    'inbox.list',
    'inbox.counts',
    'inbox.state',
    'inbox.read',
    'inbox.refresh',
    'inbox.showPresence',
    'inbox.endPresence',
    'inbox.listSavedReplies',
    'library.list',
    'library.listLabels',
    'library.read',
    'library.listUses',
    'library.listFolders',
    'media.list',
    'media.read',
    'media.refresh',
    'notices.list',
    'notices.markRead',
    'notices.markAllRead',
    'posts.list',
    'posts.read',
    'reviews.list',
    'reviews.read',
    'reviews.readRule',
    'reviews.listComments',
    'schedule.calendar',
    'schedule.needs',
    'schedule.check',
    'schedule.readQueue',
    'schedule.previewTimeZone',
    'snippets.list',
    'team.leave',
  ],
  contributor: [
    'inbox.edit',
    'inbox.addNote',
    'inbox.keepSavedReply',
    'library.edit',
    'library.convert',
    'library.store',
    'library.importFile',
    'library.createFolder',
    'media.copyToDraft',
    'posts.create',
    'posts.edit',
    'posts.remove',
    'posts.preflight',
    'reviews.ask',
    'reviews.withdraw',
    'reviews.addComment',
    'reviews.resolveComment',
    'reviews.removeComment',
    'schedule.copy',
    'snippets.keep',
  ],
  publisher: [
    'inbox.reply',
    'inbox.replyPrivately',
    'inbox.setHidden',
    'inbox.removeComment',
    'inbox.settleWrite',
    'inbox.removeSavedReply',
    'library.remove',
    'library.renameFolder',
    'library.removeFolder',
    'media.switchComments',
    'posts.publish',
    'posts.unschedule',
    'posts.look',
    'posts.resolve',
    'posts.settleComment',
    'reviews.approve',
    'reviews.askChanges',
    'reviewLinks.list',
    'reviewLinks.create',
    'reviewLinks.revoke',
    'schedule.plan',
    'schedule.swap',
    'schedule.repeat',
    'schedule.setSlots',
    'schedule.skipSlot',
    'schedule.unskipSlot',
    'schedule.fillQueue',
    'schedule.checkImport',
    'schedule.importPosts',
    'snippets.remove',
  ],
  admin: [
    'identity.renameWorkspace',
    'audit.list',
    'audit.about',
    'account.makeResetLink',
    'account.readSignInRule',
    'account.setSignInRule',
    'reviews.setRule',
    'connections.setTimeZone',
    'connections.disconnect',
    'connections.closeRevocation',
    'connections.startAuthorization',
    'connections.chooseAccount',
    'connections.giveUpChoice',
    'media.remove',
    'team.setRole',
    'team.readAccountRoles',
    'team.setAccountRoles',
    'team.removeMember',
    'team.listInvites',
    'team.createInvite',
    'team.revokeInvite',
  ],
  owner: ['team.handOver', 'audit.setRetention'],
} as const;

let app: TestApp;
let person: Awaited<ReturnType<TestApp['stranger']>>;
let foreign: Awaited<ReturnType<TestApp['stranger']>>;
beforeAll(async () => {
  app = await openTestApp();
  person = await app.stranger();
  foreign = await app.stranger();
});
afterAll(() => app.close());

const table = Object.entries(contract).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, AnyOp>).map(([name, operation]) => ({
    name: `${group}.${name}`,
    operation,
  })),
);
const said = Object.entries(expected).flatMap(([access, names]) => names.map((name) => ({ name, access })));

test('every operation stands in the table written by hand, with the role that it asks for', () => {
  const found = table.map(({ name, operation }) => `${name}: ${operation.access}`);

  expect(found.toSorted()).toEqual(said.map(({ name, access }) => `${name}: ${access}`).toSorted());
});

const guarded = said.filter(({ access }) => access !== 'public' && access !== 'session');
test.each(guarded)('$name lets in $access and above, and nobody below', async ({ name, access }) => {
  const outcomes: Record<string, string> = {};
  for (const role of roles) outcomes[role] = await outcomeOf(name, await workspaceAs(role));

  const least = roles.indexOf(access as Role);
  expect(outcomes).toEqual(
    Object.fromEntries(roles.map((role, i) => [role, i < least ? 'refused by role' : 'let in'])),
  );
});

test.each(guarded)(
  '$name is not there in a foreign workspace, whatever the role at home',
  async ({ name }) => {
    const outcomes: string[] = [];
    for (const role of roles) {
      await workspaceAs(role);
      outcomes.push(await outcomeOf(name, foreign.workspaceId));
    }

    expect(outcomes).toEqual(roles.map(() => 'not there'));
  },
);

/** The owner's workspace, of which the person is a member with this role, whatever was done before. */
async function workspaceAs(role: Role): Promise<string> {
  const { workspaceId } = app.owner;
  const { db } = app.house.ctx;
  await db.deleteFrom('members').where('user_id', '=', person.userId).execute();
  await db
    .insertInto('members')
    .values({ workspace_id: workspaceId, user_id: person.userId, role, created_at: new Date() })
    .execute();
  return workspaceId;
}

/** `let in` is any answer about the input or the thing, which is not there: who asks was not the reason. */
async function outcomeOf(name: string, workspaceId: string): Promise<string> {
  const { operation } = table.find((each) => each.name === name)!;
  const things = /:(?!workspaceId)\w+/.test(operation.path);
  const path = operation.path.replace(':workspaceId', workspaceId).replaceAll(/:\w+/g, () => newId());
  const response = await person.ask(operation.method.toUpperCase(), path);
  const { code } = (await response.json()) as { code?: string };
  if (response.status === 403 && code === 'not_allowed') return 'refused by role';
  if (response.status === 404 && code === 'not_found' && !(things && workspaceId !== foreign.workspaceId))
    return 'not there';
  return response.status < 500 && response.status !== 401 ? 'let in' : `${response.status} ${code}`;
}
