import { graphError } from '../errors.ts';
import type { GraphCall } from '../graph-call.ts';
import type { Params } from '../request/read-request.ts';
import type { Login } from '../../world/entities.ts';
import type { FieldRequest } from './parse-fields.ts';

/**
 * What the Graph knows of one kind of node. A field or an edge is defined once and read three ways: named in `fields`, expanded
 * from another node, and, an edge, as `GET /{id}/{edge}`.
 */
export type NodeType<Node> = {
  /** As Meta names it in refusals: `ShadowIGMedia`. */
  name: string;
  /** Undefined for a value without an id of its own. Of an account it depends on the app that asks. */
  idOf: (node: Node, call: GraphCall) => string | undefined;
  fields: Record<string, FieldReader<Node> | LimitedField<Node>>;
  edges?: Record<string, FieldReader<Node> | LimitedField<Node>>;
  /** What comes when nobody says which fields; `id` alone unless told. */
  defaults?: readonly string[];
};

/** Reads one field; undefined leaves it out of the answer, as Meta does. Throws a `MetaError` to refuse the whole request. */
export type FieldReader<Node> = (node: Node, ask: Ask) => unknown;

/** A field that exists on one of the two Graph hosts only. */
export type LimitedField<Node> = { only: Login; read: FieldReader<Node> };

/** One field or edge being read: what was asked of it, and by whom. */
export type Ask = {
  call: GraphCall;
  /** Its modifiers, `limit(3)`; for an edge that stands in the path, the parameters of the call. */
  modifiers: Params;
  /** What is asked of the nodes behind it; empty when nothing was. */
  fields: readonly FieldRequest[];
  /** `{node id}/{edge}`: where the same is found by itself, for the links of a page. */
  address: string;
  /** Nodes read so far in this call. */
  spent: { nodes: number };
};

/** Nodes that one call may read: a hostile nest of edges ends in Meta's code 1 and not in a hang. */
const MOST_NODES = 20_000;

/** The node with the fields asked for, in the order asked for; its id comes last when nobody asked for it. */
export function readNode<Node>(
  type: NodeType<Node>,
  node: Node,
  ask: Pick<Ask, 'call' | 'fields' | 'spent'>,
): Record<string, unknown> {
  ask.spent.nodes += 1;
  if (ask.spent.nodes > MOST_NODES) throw tooMuchData();
  const id = type.idOf(node, ask.call);
  const wanted = ask.fields.length > 0 ? ask.fields : defaultsOf(type);
  const selected: Record<string, unknown> = {};
  for (const { name, alias, modifiers, fields = [] } of wanted) {
    const read = findReader(type, name, ask.call.family);
    if (read === undefined) throw nonexistingField(name, type.name);
    const { call, spent } = ask;
    const value = read(node, { call, modifiers, fields, address: `${id ?? ''}/${name}`, spent });
    if (value !== undefined) setOwn(selected, alias, value);
  }
  return id === undefined || 'id' in selected ? selected : { ...selected, id };
}

/** How a node's edge is read on this host; undefined when there is no such edge. */
export function findEdge<Node>(
  type: NodeType<Node>,
  name: string,
  family: Login,
): FieldReader<Node> | undefined {
  return readerOf(type.edges ?? {}, name, family);
}

function findReader<Node>(type: NodeType<Node>, name: string, family: Login): FieldReader<Node> | undefined {
  return readerOf(type.fields, name, family) ?? findEdge(type, name, family);
}

function readerOf<Node>(
  readers: Record<string, FieldReader<Node> | LimitedField<Node>>,
  name: string,
  family: Login,
): FieldReader<Node> | undefined {
  const found = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (found === undefined || typeof found === 'function') return found;
  return found.only === family ? found.read : undefined;
}

function defaultsOf(type: { defaults?: readonly string[] }): FieldRequest[] {
  return (type.defaults ?? []).map((name) => ({
    name,
    alias: name,
    modifiers: new Map(),
    fields: undefined,
  }));
}

/** An alias is the client's text: `__proto__` is a name like any other. */
function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

/** Meta's answer to a name it does not know of this kind of node; the whole request fails. */
export function nonexistingField(name: string, nodeType: string) {
  return graphError({
    message: `(#100) Tried accessing nonexisting field (${name}) on node type (${nodeType})`,
    type: 'IGApiException',
    code: 100,
  });
}

function tooMuchData() {
  return graphError({
    message: "Please reduce the amount of data you're asking for, then retry your request",
    code: 1,
    status: 500,
  });
}
