import type { Scene } from './scene.ts';

/**
 * One request and what the reference says of its answer. `{media}` and the like in texts stand for what the scene holds; the
 * host, the version and the token of the row's host come by themselves.
 */
export type FidelityCase = {
  says: string;
  /** Path and query on the row's host, without version. */
  path: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** Which of the scene's tokens; the row's host has one of its own unless told. */
  token?: 'none' | 'second' | 'user' | 'page' | 'app' | 'dead' | 'foreign';
  /** A browser signed in at the simulated Instagram or Facebook. */
  signedIn?: true;
  /** Of a row for both Graph hosts: only this one. */
  only?: 'instagram' | 'facebook';
  /** Changes the world before the request. */
  given?: (scene: Scene) => unknown;
  status: number;
  /** Members of the JSON answer (asymmetric matchers too), or of `error` in a refusal. */
  json?: Record<string, unknown> | unknown[];
  /** Words of a page. */
  page?: RegExp;
  /** Where a redirect leads. */
  location?: RegExp;
};

/** What shows one row of FIDELITY.md: at least one answer, and one refusal or the reason why there is none. */
export type RowCases = { answers: FidelityCase[]; refusals: FidelityCase[] | string };

/** By the row's first cell: `GET graph.*\/:node`. */
export type SectionCases = Record<string, RowCases>;
