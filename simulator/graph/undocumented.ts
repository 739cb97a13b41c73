import type { Ask, FieldReader } from './fields/node-type.ts';
import { nonexistingField } from './fields/node-type.ts';

/**
 * An edge that graph.facebook.com documents and Meta's SDK has for graph.instagram.com as well, though no page of the documents
 * does: there, the flag decides.
 */
export function undocumented<Node>(name: string, read: FieldReader<Node>): FieldReader<Node> {
  return (node: Node, ask: Ask) => {
    const { family, app } = ask.call;
    if (family === 'instagram' && app.flags.undocumentedEdges === 'refuse')
      throw nonexistingField(name, 'IGUser');
    return read(node, ask);
  };
}
