import type { Container } from '../world/media.ts';
import { containerStatusAt, containerStatusSentence } from './container-status.ts';
import { nodeKind } from './fields/node-kind.ts';
import type { NodeType } from './fields/node-type.ts';
import { reaches } from './graph-call.ts';

const containerType: NodeType<Container> = {
  name: 'ShadowIGMediaBuilder',
  idOf: (container) => container.id,
  fields: {
    id: (container) => container.id,
    status_code: (container, { call }) => containerStatusAt(container, call.world.now()),
    status: (container, { call }) =>
      containerStatusSentence(containerStatusAt(container, call.world.now()), container.errorSubcode),
  },
};

/** Somebody else's container does not exist. */
export const containerKind = nodeKind(containerType, (call, id) => {
  const container = call.world.containers.get(id);
  return container !== undefined && reaches(call, container.accountId) ? container : undefined;
});
