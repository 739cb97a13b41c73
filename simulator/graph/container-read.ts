import type { Answer } from '../route.ts';
import type { Container } from '../world/entities.ts';
import { containerStatusAt, containerStatusSentence } from './container-status.ts';
import type { GraphCall } from './graph-call.ts';
import { readFieldNames, selectNodeFields } from './media-fields.ts';
import type { FieldReaders } from './media-fields.ts';
import { graphJson } from './meta-json.ts';

/** `GET /{container-id}`: `id` unless `fields` asks for more. Somebody else's container does not exist. */
export function readContainer(call: GraphCall): Answer {
  const container = call.world.containers.get(call.pathParams['node'] ?? '');
  if (container === undefined || container.accountId !== call.account.id) return undefined;
  const names = readFieldNames(call.params.get('fields'));
  return graphJson(selectNodeFields(names, readersAt(call.world.now()), 'ShadowIGMediaBuilder', container));
}

function readersAt(now: number): FieldReaders<Container> {
  return {
    id: (container) => container.id,
    status_code: (container) => containerStatusAt(container, now),
    status: (container) => containerStatusSentence(containerStatusAt(container, now), container.errorSubcode),
  };
}
