// Longer than 400 lines because each operation has its entry.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { AnyOp } from '#contract/op.ts';
import { business, creator } from '../test-context.ts';
import { ada, type Browser } from './test-app.ts';
import { openWalk } from './test-walk.ts';
import { reviewsOf } from './test-walk-reviews.ts';

/**
 * Every operation that is no reading either leaves an event, which is shown here by calling it, or stands in the second
 * list with the reason why there is nothing to write down. A new operation fails until it is entered.
 */

let walk: Awaited<ReturnType<typeof openWalk>>;
const reviews = reviewsOf(() => walk);
beforeAll(async () => {
  walk = await openWalk();
}, 60_000);
afterAll(() => walk.close());
beforeEach(() => walk.app.house.ctx.db.deleteFrom('rate_limits').execute());

interface Call {
  who?: Browser;
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
}

/** The event that a success leaves, and how to come to one. Written by hand. */
const leaves: Record<string, [action: string, call: () => Call | Promise<Call>]> = {
  'identity.signIn': [
    'account.signed_in',
    () => ({ who: walk.app.browser(), body: { email: ada.email, password: ada.password } }),
  ],
  'identity.signOut': ['account.signed_out', async () => ({ who: await walk.app.stranger() })],
  'identity.endSession': [
    'account.session_ended',
    async () => {
      const who = await walk.app.stranger();
      const body = { email: `${who.userId}@example.com`, password: ada.password };
      await walk.app.browser().ask('POST', '/api/v1/session', { body });
      const { sessions } = (await (await who.ask('GET', '/api/v1/sessions')).json()) as {
        sessions: { id: string; current: boolean }[];
      };
      return { who, params: { sessionId: sessions.find(({ current }) => !current)!.id } };
    },
  ],
  'identity.signOutEverywhere': [
    'account.signed_out_everywhere',
    async () => ({ who: await walk.app.stranger() }),
  ],
  'identity.createWorkspace': ['workspace.created', () => ({ body: { name: 'Another studio' } })],
  'identity.renameWorkspace': ['workspace.renamed', () => ({ body: { name: 'Linden & Co' } })],
  'account.rename': [
    'account.renamed',
    async () => ({ who: await walk.app.stranger(), body: { name: 'Bo' } }),
  ],
  'account.changePassword': [
    'account.password_changed',
    async () => ({
      who: await walk.app.stranger(),
      body: { current: ada.password, password: 'another long password' },
    }),
  ],
  'account.changeEmail': [
    'account.email_change_asked',
    async () => ({
      who: await walk.app.stranger(),
      body: { email: 'bo@elsewhere.example', password: ada.password },
    }),
  ],
  'account.confirmEmail': [
    'account.email_changed',
    async () => {
      const who = await walk.app.stranger();
      const body = { email: 'cy@elsewhere.example', password: ada.password };
      await who.ask('PUT', '/api/v1/account/email', { body });
      return { who: walk.app.browser(), body: { token: await walk.mailedToken() } };
    },
  ],
  'account.askForReset': [
    'account.reset_asked',
    async () => {
      const { userId } = await walk.app.stranger();
      return { who: walk.app.browser(), body: { email: `${userId}@example.com` } };
    },
  ],
  'account.resetPassword': [
    'account.password_reset',
    async () => {
      const { userId } = await walk.app.stranger();
      const body = { email: `${userId}@example.com` };
      await walk.app.browser().ask('POST', '/api/v1/password-resets', { body });
      const token = await walk.mailedToken();
      return { who: walk.app.browser(), body: { token, password: 'another long password' } };
    },
  ],
  'account.makeResetLink': [
    'member.reset_link_made',
    async () => {
      // Of nowhere else: who asks must stand above them in every workspace that they belong to.
      const { userId, workspaceId } = await walk.aColleague();
      await walk.app.house.ctx.db.deleteFrom('members').where('workspace_id', '=', workspaceId).execute();
      return { params: { userId } };
    },
  ],
  'account.beginTwoFactor': [
    'account.two_factor_begun',
    async () => ({ who: await walk.app.stranger(), body: { password: ada.password } }),
  ],
  'account.confirmTwoFactor': [
    'account.two_factor_set',
    async () => {
      const { person: who, code } = await walk.withSecondStep(false);
      return { who, body: { code } };
    },
  ],
  'account.endTwoFactor': ['account.two_factor_ended', proofOfBoth],
  'account.renewRecoveryCodes': ['account.recovery_codes_renewed', proofOfBoth],
  'account.setSignInRule': ['workspace.two_factor_optional', () => ({ body: { twoFactorRequired: false } })],
  'audit.setRetention': ['audit.retention_set', () => ({ body: { keptYears: 5 } })],
  'connections.setTimeZone': [
    'connection.time_zone_set',
    () => ({ params: { connectionId: walk.connectionId }, body: { timeZone: 'Asia/Tokyo' } }),
  ],
  'connections.startAuthorization': ['authorization.started', () => ({ body: { timeZone: 'UTC' } })],
  'connections.chooseAccount': [
    'connection.established',
    async () => ({
      params: { authorizationId: await walk.anOpenChoice() },
      body: { instagramUserId: creator },
    }),
  ],
  'connections.giveUpChoice': [
    'authorization.given_up',
    async () => ({ params: { authorizationId: await walk.anOpenChoice() } }),
  ],
  'connections.disconnect': [
    'connection.disconnected',
    async () => ({ params: { connectionId: await walk.otherAccount() } }),
  ],
  'inbox.edit': ['inbox.done', async () => ({ params: await walk.aComment(), body: { state: 'done' } })],
  'inbox.reply': [
    'inbox.reply_requested',
    async () => ({ params: await walk.aComment(), body: { text: 'Yes.' } }),
  ],
  'inbox.replyPrivately': [
    'inbox.private_reply_requested',
    async () => {
      const { threadId, commentId } = await walk.aComment();
      return { params: { threadId }, body: { text: 'Yes.', commentId } };
    },
  ],
  'inbox.setHidden': [
    'inbox.hide_requested',
    async () => ({ params: await walk.aComment(), body: { hidden: true } }),
  ],
  'inbox.removeComment': ['inbox.removal_requested', async () => ({ params: await walk.aComment() })],
  'inbox.settleWrite': [
    'write.left',
    async () => {
      const { threadId } = await walk.aComment();
      const path = `/api/v1/workspaces/${walk.app.owner.workspaceId}/inbox/threads/${threadId}/replies`;
      const made = await walk.app.owner.ask('POST', path, { body: { text: 'No.' } });
      const { id: writeId } = (await made.json()) as { id: string };
      await walk.app.house.ctx.db
        .updateTable('instagram_writes')
        .set({ state: 'failed', failure_code: 'comment_refused' })
        .where('id', '=', writeId)
        .execute();
      return { params: { writeId }, body: { decision: 'leave' } };
    },
  ],
  'inbox.addNote': [
    'inbox.note_added',
    async () => ({ params: await walk.aComment(), body: { text: 'Asks often.' } }),
  ],
  'inbox.keepSavedReply': ['saved_reply.kept', () => ({ body: { name: 'Hours', text: 'From six.' } })],
  'inbox.removeSavedReply': [
    'saved_reply.removed',
    async () => ({
      params: { replyId: await idOf('PUT', 'inbox/saved-replies', { name: 'Old', text: 'Old.' }) },
    }),
  ],
  'library.edit': [
    'file.edited',
    async () => ({ params: { assetId: await walk.aFile() }, body: { name: 'mug.jpg' } }),
  ],
  'library.convert': [
    'file.conversion_asked',
    async () => {
      const assetId = await walk.aFile();
      await walk.app.house.ctx.db
        .updateTable('assets')
        .set({ conversion: 'failed' })
        .where('id', '=', assetId)
        .execute();
      return { params: { assetId } };
    },
  ],
  'library.remove': ['file.removed', async () => ({ params: { assetId: await walk.aFile() } })],
  'library.store': [
    'file.stored',
    async () => ({
      params: { uploadId: await walk.anUpload() },
      body: { folderId: null, keepCopy: false },
    }),
  ],
  'library.createFolder': ['folder.created', () => ({ body: { name: 'Spring' } })],
  'library.renameFolder': [
    'folder.renamed',
    async () => ({
      params: { folderId: await idOf('POST', 'folders', { name: 'Summer' }) },
      body: { name: 'Summer 2027' },
    }),
  ],
  'library.removeFolder': [
    'folder.removed',
    async () => ({ params: { folderId: await idOf('POST', 'folders', { name: 'Autumn' }) } }),
  ],
  'media.switchComments': [
    'media.comments_switched_off',
    async () => ({ params: await walk.aLivePost('business'), body: { on: false } }),
  ],
  'media.remove': [
    'media.delete_requested',
    async () => {
      const params = await walk.aLivePost('bakery');
      const { username } = await walk.app.house.ctx.db
        .selectFrom('connections')
        .select('username')
        .where('id', '=', params.connectionId)
        .executeTakeFirstOrThrow();
      return { params, query: `?confirm=${username}` };
    },
  ],
  'media.copyToDraft': [
    'post.created',
    async () => {
      const params = await walk.aLivePost('business');
      // Published from here: its files need not come from Instagram.
      await walk.app.house.ctx.db
        .updateTable('media')
        .set({ post_id: (await walk.aDraft()).id })
        .where('media_id', '=', params.mediaId)
        .execute();
      return { params };
    },
  ],
  'notices.setChoices': [
    'account.notices_set',
    () => ({
      body: { kinds: [], timeZone: 'UTC', quietFrom: null, quietUntil: null, digestAt: '08:00' },
    }),
  ],
  'posts.create': [
    'post.created',
    () => ({ body: { connectionId: walk.connectionId, caption: 'Open from six.' } }),
  ],
  'posts.edit': [
    'post.edited',
    async () => {
      const { id: postId, version } = await walk.aDraft();
      return { params: { postId }, body: { version, caption: 'Open from seven.' } };
    },
  ],
  'posts.remove': ['post.removed', async () => ({ params: { postId: (await walk.aDraft()).id } })],
  'posts.publish': [
    'post.scheduled',
    async () => ({ params: { postId: (await walk.aDraft()).id }, body: {} }),
  ],
  'posts.unschedule': ['post.unscheduled', async () => ({ params: { postId: await walk.aScheduledPost() } })],
  'posts.look': ['post.looked_for', async () => ({ params: { postId: await walk.anUnconfirmedPost() } })],
  'posts.resolve': [
    'post.resolved',
    async () => ({ params: { postId: await walk.anUnconfirmedPost() }, body: { decision: 'not_live' } }),
  ],
  'posts.settleComment': [
    'post.comment_settled',
    async () => {
      const { id: postId } = await walk.aDraft();
      await walk.app.house.ctx.db
        .insertInto('publish_comments')
        .values({ post_id: postId, text: '#cup', state: 'failed', updated_at: new Date() })
        .execute();
      return { params: { postId } };
    },
  ],
  'schedule.plan': [
    'post.planned',
    async () => ({ params: { postId: (await walk.aDraft()).id }, body: { wallTime: '2027-02-01T10:00' } }),
  ],
  'schedule.swap': [
    'post.scheduled',
    async () => ({
      params: { postId: await walk.aScheduledPost() },
      body: { otherId: await walk.aScheduledPost() },
    }),
  ],
  'schedule.copy': ['post.created', async () => ({ params: { postId: (await walk.aDraft()).id } })],
  'schedule.repeat': [
    'post.scheduled',
    async () => ({ params: { postId: await walk.aScheduledPost() }, body: { everyWeeks: 1, times: 1 } }),
  ],
  'schedule.setSlots': [
    'queue.hours_set',
    () => ({ params: { connectionId: walk.connectionId }, body: { slots: [{ weekday: 1, time: '10:00' }] } }),
  ],
  'schedule.skipSlot': [
    'queue.hour_skipped',
    () => ({ params: { connectionId: walk.connectionId, wallTime: '2026-12-07T10:00' } }),
  ],
  'schedule.unskipSlot': [
    'queue.hour_taken_back',
    async () => {
      const params = { connectionId: walk.connectionId, wallTime: '2026-12-14T10:00' };
      await walk.app.owner.ask('PUT', pathOf('schedule.skipSlot', params));
      return { params };
    },
  ],
  'schedule.fillQueue': [
    'post.scheduled',
    async () => {
      const params = { connectionId: walk.connectionId };
      const body = { slots: [{ weekday: 2, time: '10:00' }] };
      await walk.app.owner.ask('PUT', pathOf('schedule.setSlots', params), { body });
      return { params, body: { postIds: [(await walk.aDraft()).id] } };
    },
  ],
  'schedule.importPosts': [
    'post.created',
    async () => ({ body: { csv: `account,media\n${await usernameOf()},${await walk.aFile()}\n` } }),
  ],
  'snippets.keep': ['snippet.kept', () => ({ body: { name: 'Shop', text: 'Open from six.' } })],
  'snippets.remove': [
    'snippet.removed',
    async () => ({ params: { snippetId: await idOf('PUT', 'snippets', { name: 'Old', text: 'Old.' }) } }),
  ],
  'team.setRole': [
    'member.role_changed',
    async () => ({ params: { userId: (await walk.aColleague()).userId }, body: { role: 'viewer' } }),
  ],
  'team.setAccountRoles': [
    'member.accounts_changed',
    async () => ({
      params: { userId: (await walk.aColleague()).userId },
      body: { accounts: [{ instagramUserId: business, role: 'none' }] },
    }),
  ],
  'team.removeMember': [
    'member.removed',
    async () => ({ params: { userId: (await walk.aColleague()).userId } }),
  ],
  'team.leave': ['member.left', async () => ({ who: await walk.aColleague() })],
  'team.createInvite': ['invite.created', () => ({ body: { role: 'viewer', email: null } })],
  'team.revokeInvite': [
    'invite.revoked',
    async () => ({ params: { inviteId: (await walk.anInvite()).inviteId } }),
  ],
  'team.acceptInvite': [
    'member.joined',
    async () => ({ who: await walk.app.stranger(), body: { token: (await walk.anInvite()).token } }),
  ],
  'team.joinByInvite': [
    'member.joined',
    async () => ({
      who: walk.app.browser(),
      body: {
        token: (await walk.anInvite()).token,
        name: 'Dee',
        email: 'dee@elsewhere.example',
        password: 'another long password',
      },
    }),
  ],
  'reviews.ask': [
    'review.asked',
    async () => {
      const { id: postId, version } = await walk.aDraft();
      return { params: { postId }, body: { version } };
    },
  ],
  'reviews.approve': ['review.approved', aDecision],
  'reviews.askChanges': ['review.changes_asked', aDecision],
  'reviews.withdraw': ['review.withdrawn', async () => ({ params: await reviews.aReview() })],
  'reviews.setRule': [
    'workspace.approval_rule_set',
    () => ({ body: { requiresApproval: false, nobodyApprovesOwn: false } }),
  ],
  'reviews.addComment': [
    'review.commented',
    async () => ({ params: await reviews.aReview(), body: { body: 'Warmer?', anchor: null } }),
  ],
  'reviews.resolveComment': [
    'review.comment_resolved',
    async () => ({ params: await reviews.aRemark(), body: { resolved: true } }),
  ],
  'reviews.removeComment': ['review.comment_removed', async () => ({ params: await reviews.aRemark() })],
  'reviewLinks.create': [
    'review_link.created',
    async () => ({ body: { ...(await reviews.aReview()), label: 'Cafe Lumen' } }),
  ],
  'reviewLinks.revoke': [
    'review_link.revoked',
    async () => ({ params: { linkId: (await reviews.aLink((await reviews.aReview()).postId)).linkId } }),
  ],
  'clientReview.open': [
    'review.viewed',
    async () => {
      const { token } = await reviews.aLink((await reviews.aReview()).postId);
      return { who: walk.app.browser(), body: { token, name: 'Clara' } };
    },
  ],
  'clientReview.comment': [
    'review.commented',
    async () => {
      const params = await reviews.aReview();
      return { who: await reviews.aClient(params.postId), params, body: { body: 'Warmer?', anchor: null } };
    },
  ],
  'clientReview.decide': [
    'review.approved',
    async () => {
      const params = await reviews.aReview();
      const body = { decision: 'approved', version: await reviews.version(params.postId) };
      return { who: await reviews.aClient(params.postId), params, body };
    },
  ],
  // Last, for it takes the owner's place.
  'team.handOver': [
    'workspace.handed_over',
    async () => ({ body: { userId: (await walk.aColleague('admin')).userId } }),
  ],
};

/** What changes nothing that anybody could ask about, with the reason. */
const leavesNone: Record<string, string> = {
  'identity.createOwner': 'called by every test of the app; workspace.created is shown below',
  'library.importFile': 'called below, for it needs a server to fetch from',
  'posts.preflight': 'only looks',
  'schedule.checkImport': 'only looks',
  'team.readInvite': 'only looks; a secret goes into no address',
  'insights.read': 'reads figures; what is refused is written down where it is kept',
  'inbox.refresh': 'asks for a reading sooner; what it finds is written down where it changes something',
  'media.refresh': 'asks for a reading sooner; what it finds is written down where it changes something',
  'inbox.showPresence': 'who has a page open now; kept nowhere',
  'inbox.endPresence': 'who has a page open now; kept nowhere',
  'connections.closeRevocation':
    'puts away what was told; how the revocation ended is written down where it ends',
  'notices.markRead': 'what a person has read is their own',
  'notices.markAllRead': 'what a person has read is their own',
};

const table = new Map(
  Object.entries(contract).flatMap(([group, operations]) =>
    Object.entries(operations as Record<string, AnyOp>).map(([name, operation]) => [
      `${group}.${name}`,
      operation,
    ]),
  ),
);
const writes = [...table].filter(([, { method }]) => method !== 'get').map(([name]) => name);

test('every operation that writes stands in one of the two lists', () => {
  expect([...Object.keys(leaves), ...Object.keys(leavesNone)].toSorted()).toEqual(writes.toSorted());
});

test.each(Object.keys(leaves))('%s leaves its event, with where it came from', async (name) => {
  const [action, prepare] = leaves[name]!;
  const { who = walk.app.owner, params = {}, query = '', body } = await prepare();
  const before = await seen();

  const response = await who.ask(table.get(name)!.method.toUpperCase(), pathOf(name, params) + query, {
    ...(body === undefined ? {} : { body }),
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    from: '203.0.113.77',
  });

  expect([response.status, response.ok ? '' : await response.text()]).toEqual([table.get(name)!.status, '']);
  const left = (await events()).filter(({ id }) => !before.has(id));
  expect(left.map((event) => event.action)).toContain(action);
  expect(left.filter(ofAnAccount).filter((event) => event.instagram_user_id === null)).toEqual([]);
  const own = left.filter(({ actor }) => actor !== 'instagram');
  expect(new Set(own.map((event) => `${event.via} ${event.network} ${event.browser}`))).toEqual(
    new Set(['web 203.0.113.0/24 Firefox on Linux']),
  );
});

test('a file that is fetched from an address leaves its event', async () => {
  const { workspaceId } = walk.app.owner;
  const response = await walk.whileServed((url) =>
    walk.app.owner.ask('POST', `/api/v1/workspaces/${workspaceId}/asset-imports`, {
      body: { url, folderId: null, keepCopy: true },
    }),
  );

  expect(response.status).toBe(200);
  expect((await events()).at(-1)?.action).toBe('file.stored');
});

test('the first owner leaves the first event', async () => {
  expect((await events())[0]?.action).toBe('workspace.created');
});

test('no event holds a password, a token or words that were written', async () => {
  const kept = JSON.stringify(await events());

  for (const secret of [
    ada.password,
    'another long password',
    'Open from',
    'From six.',
    'Asks often.',
    'Warmer',
  ])
    expect(kept).not.toContain(secret);
});

const events = () =>
  walk.app.house.ctx.db.selectFrom('audit_events').selectAll().orderBy('at').orderBy('id').execute();
/** What is about one account is kept from those who do not see it, and found by it. */
const areasOfAccounts = ['post', 'review', 'inbox', 'media', 'write', 'comment', 'queue', 'connection'];
const ofAnAccount = ({ action }: { action: string }) => areasOfAccounts.includes(action.split('.')[0]!);
const seen = async () => new Set((await events()).map(({ id }) => id));

function pathOf(name: string, params: Record<string, string>): string {
  const { path } = table.get(name)!;
  return Object.entries(params).reduce(
    (left, [key, value]) => left.replace(`:${key}`, value),
    path.replace(':workspaceId', walk.app.owner.workspaceId),
  );
}

async function idOf(method: string, path: string, body: unknown): Promise<string> {
  const made = await walk.app.owner.ask(method, `/api/v1/workspaces/${walk.app.owner.workspaceId}/${path}`, {
    body,
  });
  return ((await made.json()) as { id: string }).id;
}

async function usernameOf(): Promise<string> {
  const { username } = await walk.app.house.ctx.db
    .selectFrom('connections')
    .select('username')
    .where('id', '=', walk.connectionId)
    .executeTakeFirstOrThrow();
  return username;
}

async function aDecision(): Promise<Call> {
  const params = await reviews.aReview();
  return { params, body: { version: await reviews.version(params.postId), words: 'Warmer.' } };
}

async function proofOfBoth(): Promise<Call> {
  const { person: who, code } = await walk.withSecondStep(true);
  return { who, body: { password: ada.password, code } };
}
