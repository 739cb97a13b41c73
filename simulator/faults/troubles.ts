import { z } from 'zod';
import type { FaultInput } from './fault.ts';

/** Troubles that were met in the field and reported in public, ready to be scripted under a name. */
export const troubleInput = z
  .object({
    name: z.enum(['publishedThoughBlocked', 'objectsMissing', 'downloadsFail', 'noRange']),
    host: z
      .string()
      .optional()
      .describe("Of the first two a Graph host, graph.instagram.com when absent; of the others the media's."),
    times: z.coerce.number().int().min(1).optional(),
  })
  .describe(
    [
      'publishedThoughBlocked: the next post is live and its answer is 4/2207051 (2026-06-09).',
      'objectsMissing: every node reads as 100/33 while posting works (May 2026).',
      "downloadsFail: a host's files fail at random, two in five, so that one child of a carousel is refused with 9004.",
      'noRange: a host answers Range requests with everything, and videos end in 2207077.',
    ].join(' '),
  );

type Trouble = z.output<typeof troubleInput>;

/** The fault that plays a trouble. */
export function faultOf({ name, host, times }: Trouble): FaultInput {
  const graph = host ?? 'graph.instagram.com';
  const media = host ?? '*';
  switch (name) {
    case 'publishedThoughBlocked':
      return {
        ...answerOf(blocked),
        kind: 'actThenBody',
        host: graph,
        method: 'POST',
        path: '/*/media_publish',
        times: times ?? 1,
      };
    case 'objectsMissing':
      return {
        ...answerOf(missing),
        kind: 'body',
        host: graph,
        method: 'GET',
        path: '/*',
        times: times ?? 100,
      };
    case 'downloadsFail':
      return { host: media, path: '/**', share: 0.4, times: times ?? 100, kind: 'status', status: 503 };
    case 'noRange':
      return { host: media, path: '/**', times: times ?? 100, kind: 'noRange' };
  }
}

function answerOf(error: Record<string, unknown>) {
  return { status: 400, contentType: 'application/json; charset=UTF-8', body: JSON.stringify({ error }) };
}

const blocked = {
  message: 'Application request limit reached',
  type: 'OAuthException',
  code: 4,
  error_subcode: 2207051,
  is_transient: false,
  error_user_title: 'Action is blocked',
  error_user_msg:
    'We restrict certain activity to protect our community. Tell us if you think we made a mistake.',
  fbtrace_id: 'ABlockedThoughPublished',
};

const missing = {
  message:
    "Unsupported get request. Object with ID 'unknown' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
  type: 'IGApiException',
  code: 100,
  error_subcode: 33,
  fbtrace_id: 'AObjectsMissingSinceMay',
};
