import { z } from 'zod';
import { isMetaHost } from '../meta-host.ts';

const methods = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const seconds = z.coerce.number().min(0).max(3600);

/**
 * What goes wrong. Only `latency`, `slowBody`, `truncated`, `noRange` and those that begin with `act` let the simulated Instagram, or the host
 * of a client's media, act.
 */
const mishap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), seconds }).describe('Waits, then answers as usual.'),
  z.object({ kind: z.literal('reset') }).describe('Cuts the connection before anything happened.'),
  z.object({ kind: z.literal('hang') }).describe('Never answers.'),
  z.object({ kind: z.literal('slowBody'), seconds }).describe('Acts; the body trickles over this time.'),
  z
    .object({ kind: z.literal('status'), status: z.coerce.number().int().min(200).max(599) })
    .describe('An empty answer with this status.'),
  z
    .object({
      kind: z.literal('body'),
      body: z.string(),
      status: z.coerce.number().int().min(200).max(599).default(200),
      contentType: z.string().default('application/json; charset=UTF-8'),
    })
    .describe('This body instead of an answer.'),
  z
    .object({ kind: z.literal('html'), status: z.coerce.number().int().min(200).max(599).default(502) })
    .describe("An edge server's HTML page."),
  z.object({ kind: z.literal('truncated') }).describe('Acts; half of the body, then the connection is cut.'),
  z
    .object({
      kind: z.literal('oversized'),
      sizeBytes: z.coerce.number().int().min(1).max(64_000_000).default(5_000_000),
    })
    .describe('A JSON object of this size.'),
  z
    .object({
      kind: z.literal('redirect'),
      location: z.string(),
      status: z.coerce.number().int().min(300).max(399).default(302),
    })
    .describe('Sends the client elsewhere.'),
  z.object({ kind: z.literal('actThenDrop') }).describe('Acts, durably, then drops the answer.'),
  z
    .object({
      kind: z.literal('actThenBody'),
      body: z.string(),
      status: z.coerce.number().int().min(200).max(599).default(400),
      contentType: z.string().default('application/json; charset=UTF-8'),
    })
    .describe('Acts, durably, and answers this body all the same.'),
  z
    .object({ kind: z.literal('noRange') })
    .describe('Of a host that media is fetched from: answers a Range request with everything.'),
]);

/** Where and how often. */
const target = z.object({
  host: z
    .string()
    .describe(
      "A Meta host: graph.instagram.com. Or one that a client's media is fetched from: cdn.example.com, or `*` for all of those",
    ),
  path: z
    .string()
    .describe(
      'The path without version; `*` stands for any one segment: /*/media_publish; `/**` for all paths',
    ),
  method: methods.optional(),
  query: z
    .string()
    .min(1)
    .optional()
    .describe('Only requests with this text in a parameter of their query: a metric, to take it away'),
  share: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("Share of the matching requests it meets, drawn from the world's seed; all when absent."),
  times: z.coerce.number().int().min(1).default(1).describe('How many requests it meets before it is spent.'),
});

export const faultInput = z.intersection(target, mishap);

export type Mishap = z.infer<typeof mishap>;
export type FaultInput = z.infer<typeof faultInput>;

/** A scripted fault. `left` counts down to 0, when it is spent. */
export type Fault = FaultInput & { id: string; left: number };

/** What of a request a fault looks at. */
export interface Meeting {
  host: string;
  method: string;
  path: string;
  query: URLSearchParams;
}

/** Whether a fault is meant for this request. */
export function meets(fault: FaultInput, request: Meeting): boolean {
  const isHost = fault.host === request.host || (fault.host === '*' && !isMetaHost(request.host));
  if (!isHost) return false;
  if (fault.method !== undefined && fault.method !== request.method) return false;
  const { query } = fault;
  if (query !== undefined && ![...request.query.values()].some((value) => value.includes(query)))
    return false;
  if (fault.path === '/**') return true;
  const wanted = fault.path.split('/').filter(Boolean);
  const given = request.path.split('/').filter(Boolean);
  return (
    wanted.length === given.length && wanted.every((segment, at) => segment === '*' || segment === given[at])
  );
}
