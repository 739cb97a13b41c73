import type { Collaboration } from '../../world/collaboration.ts';
import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { takeQuota } from '../call-quota.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { type Ask, type NodeType, readNode } from '../fields/node-type.ts';
import { readEdge, readWholeEdge } from '../fields/read-edge.ts';
import { mediaFields, withoutAt } from './media-fields.ts';
import { publicMediaType } from './media-public.ts';
import { newestFirst } from './newest-first.ts';
import { quotaReached } from '../quota-error.ts';

const invitesRule = { what: 'collaboration_invites', most: 300, withinSeconds: 24 * 60 * 60 };

/** The edge `collaboration_invites`: what waits for the account's answer, ten on a page unless told. */
export function readInvites(account: Account, ask: Ask): unknown {
  const { world } = ask.call;
  if (!takeQuota(world, account.id, invitesRule)) throw quotaReached();
  const asked = newestFirst(world.collaborations.by('accountId', account.id));
  const pending = asked.filter(
    (each) => each.status === 'Pending' && world.media.get(each.mediaId) !== undefined,
  );
  return readEdge(inviteType, pending, ask, { usual: 10 });
}

/** The edge `collaborative_media`: media of others that the account has agreed to appear on. */
export function readCollaborativeMedia(account: Account, ask: Ask): unknown {
  return readEdge(publicMediaType, listCollaborative(ask.call.world, account), ask);
}

/** `collaborative_media_search.media_id(ID){…}`: one of those. */
export function searchCollaborativeMedia(account: Account, ask: Ask): unknown {
  const id = ask.modifiers.get('media_id')?.trim() ?? '';
  if (id === '') throw requiredParameter('media_id');
  const media = listCollaborative(ask.call.world, account).find((each) => each.id === id);
  if (media === undefined) throw missingObject(ask.call.method, id);
  return readNode(publicMediaType, media, ask);
}

/** The edge `collaborators` of the own media: who was asked, and what they have answered. Who declined stands there no more. */
export function readCollaborators(media: Media, ask: Ask): unknown {
  const asked = ask.call.world.collaborations.by('mediaId', media.id);
  return readWholeEdge(
    collaboratorType,
    asked.filter(({ status }) => status !== 'Declined'),
    ask,
  );
}

function listCollaborative(world: World, account: Account): Media[] {
  return newestFirst(world.collaborations.by('accountId', account.id))
    .filter(({ status }) => status === 'Accepted')
    .flatMap(({ mediaId }) => world.media.get(mediaId) ?? []);
}

const inviteType: NodeType<Collaboration> = {
  name: 'IGUserCollaborationInvite',
  idOf: () => undefined,
  defaults: ['media_id', 'media_owner_username', 'caption', 'media_url'],
  fields: {
    media_id: ({ mediaId }) => mediaId,
    media_owner_username: ({ mediaId }, { call }) =>
      call.world.accounts.get(call.world.media.get(mediaId)?.accountId ?? '')?.username,
    caption: ({ mediaId }, { call }) => withoutAt(call.world.media.get(mediaId)?.caption),
    media_url({ mediaId }, ask) {
      const media = ask.call.world.media.get(mediaId);
      const read = mediaFields.fields['media_url'];
      return media === undefined || typeof read !== 'function' ? undefined : read(media, ask);
    },
  },
};

const collaboratorType: NodeType<Collaboration> = {
  name: 'IGMediaCollaborator',
  idOf: ({ accountId }) => accountId,
  defaults: ['id', 'username', 'invite_status'],
  fields: {
    id: ({ accountId }) => accountId,
    username: ({ username }) => username,
    invite_status: ({ status }) => status,
  },
};
