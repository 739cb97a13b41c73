import type { SealedToken } from '../vault/index.ts';

/** The sealed token of a row that keeps one, with the identity that the row gives it. */
export function sealedTokenOf(row: {
  purpose: string;
  workspace_id: string;
  connection_id: string;
  version: number;
  kek_id: string;
  dek_wrapped: string;
  jwe: string;
}): SealedToken {
  return {
    identity: {
      purpose: row.purpose,
      workspaceId: row.workspace_id,
      connectionId: row.connection_id,
      version: row.version,
    },
    kekId: row.kek_id,
    dekWrapped: row.dek_wrapped,
    jwe: row.jwe,
  };
}
