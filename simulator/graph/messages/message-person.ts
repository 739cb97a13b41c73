import type { Conversation } from '../../world/conversation.ts';
import { graphError } from '../errors.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { NodeType } from '../fields/node-type.ts';
import { type GraphCall, reaches, requireScope } from '../graph-call.ts';

/** The other person of a conversation, as the account that they have written to may know them. Names of the fields from memory. */
const personType: NodeType<Conversation> = {
  name: 'IGBusinessScopedID',
  idOf: ({ participantId }) => participantId,
  defaults: ['name', 'username', 'id'],
  fields: {
    id: ({ participantId }) => participantId,
    name: ({ participantUsername }) => participantUsername,
    username: ({ participantUsername }) => participantUsername,
    profile_pic: () => undefined,
    follower_count: ({ participantId }, { call }) =>
      call.world.accounts.get(participantId)?.followersCount ?? 0,
    is_verified_user: () => false,
    is_user_follow_business: ({ accountId, participantId }, { call }) =>
      call.world.follows.get(`${accountId}:${participantId}`) !== undefined,
    is_business_follow_user: ({ accountId, participantId }, { call }) =>
      call.world.follows.get(`${participantId}:${accountId}`) !== undefined,
  },
};

/** Who has not written yet has not consented: code 230. */
export const correspondentKind = nodeKind(personType, (call, id) => {
  const conversation = findWith(call, id);
  if (conversation === undefined) return undefined;
  requireScope(call, 'manage_messages');
  if (conversation.heardAt === undefined) throw consentMissing();
  return conversation;
});

function findWith(call: GraphCall, personId: string): Conversation | undefined {
  const conversations = call.world.conversations.by('participantId', personId);
  return conversations.find(({ accountId }) => reaches(call, accountId));
}

function consentMissing() {
  return graphError({ message: '(#230) User consent is required to access user profile', code: 230 });
}
