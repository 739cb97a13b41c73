import { AppError } from '../app-error.ts';
import { holdToken } from '../vault/reveal.ts';
import type { Graph } from './graph.ts';
import type { Page, TokenFacts } from './instagram.ts';
import { idOf, recordOf, textOf } from './parse-json.ts';
import { readEdge } from './read-edge.ts';

/*
 * What only Facebook's Graph tells: of a token, of what a person granted, and of the Pages that lead to accounts.
 */

/** Meta's own word on a token, asked with the app's. Meta: debug_token; a dead token is told with status 200. */
export async function inspectToken(graphOfApp: Graph, appId: string, token: string): Promise<TokenFacts> {
  const { body } = await graphOfApp.call({
    operation: 'inspect_token',
    method: 'GET',
    path: '/debug_token',
    query: { input_token: token },
  });
  const facts = recordOf(body.data);
  if (typeof facts.is_valid !== 'boolean' || (facts.is_valid && textOf(facts.app_id) !== appId))
    throw new AppError('network_error', { details: { operation: 'inspect_token', reason: 'incomplete' } });
  const { subcode } = recordOf(facts.error);
  return {
    isValid: facts.is_valid,
    subcode: typeof subcode === 'number' ? subcode : undefined,
    appScopedUserId: idOf(facts.user_id),
    expiresAt: instantOf(facts.expires_at),
    dataAccessExpiresAt: instantOf(facts.data_access_expires_at),
    scopes: Array.isArray(facts.scopes) ? facts.scopes.flatMap((scope) => textOf(scope) ?? []) : [],
    chosen: chosenOf(facts.granular_scopes),
  };
}

/** Unix seconds; 0 means never. */
function instantOf(value: unknown): Date | undefined {
  if (typeof value !== 'number' || value <= 0) return undefined;
  const instant = new Date(value * 1000);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Per scope the ids that the person ticked. A scope without `target_ids` was given for everything. */
function chosenOf(granular: unknown): Record<string, string[]> {
  const chosen: Record<string, string[]> = {};
  for (const each of Array.isArray(granular) ? granular.map(recordOf) : []) {
    const scope = textOf(each.scope);
    if (scope && Array.isArray(each.target_ids))
      chosen[scope] = each.target_ids.flatMap((id) => idOf(id) ?? []);
  }
  return chosen;
}

/** The permissions that the person granted; what was declined or has expired is left out. */
export async function readPermissions(graph: Graph): Promise<string[]> {
  const rows = await readEdge(graph, 'read_permissions', '/me/permissions');
  return rows.flatMap((row) => (row.status === 'granted' ? (textOf(row.permission) ?? []) : []));
}

const pageFields = 'id,name,access_token,instagram_business_account{id,username,name}';

/**
 * The Pages that the person ticked, each with its own token and, where one is linked, its professional account. A Page
 * that comes without a token gives its account to nobody: it counts as one without.
 */
export async function listPages(graph: Graph): Promise<Page[]> {
  const rows = await readEdge(graph, 'list_pages', '/me/accounts', { fields: pageFields, limit: '100' });
  return rows.flatMap((row) => {
    const pageId = idOf(row.id);
    if (!pageId) return [];
    const linked = recordOf(row.instagram_business_account);
    const [token, instagramUserId] = [textOf(row.access_token), idOf(linked.id)];
    return {
      pageId,
      name: textOf(row.name) ?? '',
      account:
        token && instagramUserId
          ? { instagramUserId, username: textOf(linked.username) ?? '', token: holdToken(token) }
          : undefined,
    };
  });
}
