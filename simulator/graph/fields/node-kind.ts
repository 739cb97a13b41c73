import type { Login } from '../../world/entities.ts';
import type { GraphCall } from '../graph-call.ts';
import { type Ask, findEdge, type NodeType, readNode } from './node-type.ts';
import { parseFields } from './parse-fields.ts';

/** One kind of node: how it is found by the id in a path, and how it is read. */
export type NodeKind = {
  /** The node with its fields; undefined when `id` is none of this kind that the token reaches. */
  read(call: GraphCall, id: string): Record<string, unknown> | undefined;
  /** One of its edges; undefined when `id` is none of this kind or has no such edge. */
  readEdge(call: GraphCall, id: string, edge: string): unknown;
  /** Names of its edges on one of the hosts. */
  edgesOn(family: Login): string[];
};

/** A kind from its type and the way it is found. `find` refuses what the token does not reach by answering undefined. */
export function nodeKind<Node>(
  type: NodeType<Node>,
  find: (call: GraphCall, id: string) => Node | undefined,
): NodeKind {
  return {
    edgesOn: (family) =>
      Object.keys(type.edges ?? {}).filter((name) => findEdge(type, name, family) !== undefined),
    read(call, id) {
      const node = find(call, id);
      return node === undefined ? undefined : readNode(type, node, askOf(call));
    },
    readEdge(call, id, edge) {
      const read = findEdge(type, edge, call.family);
      const node = read === undefined ? undefined : find(call, id);
      if (read === undefined || node === undefined) return undefined;
      return read(node, {
        ...askOf(call),
        modifiers: call.params,
        address: `${type.idOf(node, call) ?? id}/${edge}`,
      });
    },
  };
}

function askOf(call: GraphCall): Pick<Ask, 'call' | 'fields' | 'spent'> {
  return { call, fields: parseFields(call.params.get('fields')), spent: { nodes: 0 } };
}
