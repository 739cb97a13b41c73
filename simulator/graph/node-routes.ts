import type { Route } from '../route.ts';
import type { Login } from '../world/entities.ts';
import { missingObject, requiredParameter } from './errors.ts';
import { graphRoute, graphRoutes } from './graph-call.ts';
import { graphJson } from './meta-json.ts';
import { nodeKinds, readById } from './nodes.ts';

/** Ids that one `ids=` may name. */
const MOST_IDS = 50;

/** Reading any node, several at once, and any edge: `GET /{id}`, `GET /?ids=a,b`, `GET /{id}/{edge}`, on both hosts. */
export const nodeRoutes: Route[] = [
  ...graphRoutes('GET', '/', (call) => {
    const ids = (call.params.get('ids') ?? '').split(',').map((id) => id.trim());
    const named = [...new Set(ids)].filter((id) => id !== '').slice(0, MOST_IDS);
    if (named.length === 0) throw requiredParameter('ids');
    const nodes = named.map((id): [string, unknown] => {
      const node = readById(call, id);
      if (node === undefined) throw missingObject(call.method, id);
      return [id, node];
    });
    return graphJson(Object.fromEntries(nodes));
  }),
  ...graphRoutes('GET', '/:node', (call) => {
    const node = readById(call, call.pathParams['node'] ?? '');
    return node === undefined ? undefined : graphJson(node);
  }),
  ...edgeRoutes('instagram'),
  ...edgeRoutes('facebook'),
];

/** An edge stands on the hosts that have it, once for all kinds that do. */
function edgeRoutes(family: Login): Route[] {
  const edges = new Set(nodeKinds.flatMap((kind) => kind.edgesOn(family)));
  return [...edges].map((edge) =>
    graphRoute(family, 'GET', `/:node/${edge}`, (call) => {
      for (const kind of nodeKinds) {
        const answer = kind.readEdge(call, call.pathParams['node'] ?? '', edge);
        if (answer !== undefined) return graphJson(answer);
      }
      return undefined;
    }),
  );
}
