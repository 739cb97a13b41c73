import type { z } from 'zod';
import type { Call, Method } from '../route.ts';

/** One row of the control API: its route and its line in the OpenAPI document come from here. */
export type Operation = {
  method: Method;
  /** Below `/_simulator`; `:name` is a path parameter. */
  path: string;
  summary: string;
  body: z.ZodType | undefined;
  /** Content type of a body that the route reads as bytes; without it a body is JSON or a form. */
  bodyType?: string | undefined;
  response: z.ZodType;
  /** Content type of an answer that is not JSON; `run` then returns a `Response`. */
  responseType?: string | undefined;
  run(call: Call, body: unknown): unknown;
};

/** Declares an operation; `run` gets the parsed body and returns what is answered as JSON. Throws `ControlRefusal`. */
export function operation<Body extends z.ZodType = z.ZodUndefined>(declared: {
  method: Method;
  path: string;
  summary: string;
  body?: Body;
  bodyType?: string;
  response: z.ZodType;
  responseType?: string;
  run: (call: Call, body: z.output<Body>) => unknown;
}): Operation {
  return {
    ...declared,
    body: declared.body,
    run: (call, body) => declared.run(call, body as z.output<Body>),
  };
}

/** A control request that cannot be done, with its sentence. */
export class ControlRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
