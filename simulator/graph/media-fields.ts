import { graphError } from './errors.ts';

/** How each field of a node is read; undefined means that the answer leaves it out, as Meta does. */
export type FieldReaders<Node> = Record<string, (node: Node) => unknown>;

/** Splits `id,owner{id},caption` at the commas that stand outside braces and parentheses; what is inside is left out. */
export function readFieldNames(text: string | undefined): string[] {
  let flat = text ?? '';
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replaceAll(/\{[^{}]*\}|\([^()]*\)/g, '');
  }
  const names = flat.split(',').map((name) => (name.split('.')[0] ?? '').trim());
  return names.filter((name) => name !== '');
}

/** The fields asked for in the order asked for. An unknown one fails the whole request, in Meta's words. */
export function selectFields<Node>(
  names: readonly string[],
  readers: FieldReaders<Node>,
  nodeType: string,
  node: Node,
): Record<string, unknown> {
  const selected: Record<string, unknown> = {};
  for (const name of names) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined) throw nonexistingField(name, nodeType);
    const value = read(node);
    if (value !== undefined) selected[name] = value;
  }
  return selected;
}

/** The same for a node with an id, which is appended last when nobody asked for it. */
export function selectNodeFields<Node extends { id: string }>(
  names: readonly string[],
  readers: FieldReaders<Node>,
  nodeType: string,
  node: Node,
): Record<string, unknown> {
  const selected = selectFields(names, readers, nodeType, node);
  return 'id' in selected ? selected : { ...selected, id: node.id };
}

function nonexistingField(name: string, nodeType: string) {
  return graphError({
    message: `(#100) Tried accessing nonexisting field (${name}) on node type (${nodeType})`,
    type: 'IGApiException',
    code: 100,
  });
}
