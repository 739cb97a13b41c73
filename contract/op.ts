import type { z } from 'zod';

/**
 * Who may call an operation. `public` needs nothing, `session` a signed-in person, the rest a membership of the
 * workspace in the path with at least that role.
 */
export type Access = 'public' | 'session' | Role;
export const roles = ['viewer', 'contributor', 'publisher', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];
/** What a member may do with one account at most; `none` hides it from them. */
export const accountRoles = ['none', 'viewer', 'contributor', 'publisher'] as const;
export type AccountRole = (typeof accountRoles)[number];

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
type Schema<I, O> = z.core.$ZodType<O, I>;

/** One operation of the API. The six type parameters are the inputs and outputs of its schemas, inferred once by `op`. */
export interface Op<PI, PO, QI, QO, BI, BO, RI, RO> {
  method: Method;
  /** Hono's spelling, `/api/v1/workspaces/:workspaceId`. */
  path: string;
  summary: string;
  access: Access;
  /** The status of success; 200 unless said. */
  status: number;
  /** Takes an `Idempotency-Key`: the same key with the same input is done once and answered alike for a day. */
  keyed?: boolean;
  /** Bytes that its body may have; 64 KiB unless said. */
  bodyBytes?: number;
  params?: Schema<PI, PO>;
  query?: Schema<QI, QO>;
  body?: Schema<BI, BO>;
  response: Schema<RI, RO>;
}

/** Declares an operation; everything else (routes, OpenAPI, client) is derived from it. */
export function op<
  RI,
  RO,
  PI = undefined,
  PO = undefined,
  QI = undefined,
  QO = undefined,
  BI = undefined,
  BO = undefined,
>(o: {
  method: Method;
  path: string;
  summary: string;
  access: Access;
  status?: number;
  keyed?: boolean;
  bodyBytes?: number;
  params?: Schema<PI, PO>;
  query?: Schema<QI, QO>;
  body?: Schema<BI, BO>;
  response: Schema<RI, RO>;
}): Op<PI, PO, QI, QO, BI, BO, RI, RO> {
  return { status: 200, ...o };
}

// oxlint-disable-next-line typescript/no-explicit-any -- the one place where an operation of any shape is meant
export type AnyOp = Op<any, any, any, any, any, any, any, any>;
export type Contract = Record<string, Record<string, AnyOp>>;

/** What a caller passes: only the parts that the operation declares. */
export type CallInput<O> =
  O extends Op<infer PI, infer _PO, infer QI, infer _QO, infer BI, infer _BO, infer _RI, infer _RO>
    ? ([PI] extends [undefined] ? unknown : { params: PI }) &
        ([QI] extends [undefined] ? unknown : { query?: QI }) &
        ([BI] extends [undefined] ? unknown : { body: BI })
    : never;

/** What a caller gets back. */
export type CallOutput<O> =
  O extends Op<infer _PI, infer _PO, infer _QI, infer _QO, infer _BI, infer _BO, infer _RI, infer RO>
    ? RO
    : never;

/** What a handler receives, after validation. */
export type HandlerInput<O> =
  O extends Op<infer _PI, infer PO, infer _QI, infer QO, infer _BI, infer BO, infer _RI, infer _RO>
    ? { params: PO; query: QO; body: BO }
    : never;

/** What a handler returns, before the response schema has had its say. */
export type HandlerOutput<O> =
  O extends Op<infer _PI, infer _PO, infer _QI, infer _QO, infer _BI, infer _BO, infer RI, infer _RO>
    ? RI
    : never;
