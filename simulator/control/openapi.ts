import { z } from 'zod';
import type { Operation } from './operation.ts';

/** The OpenAPI 3.1 document of a table of operations, served below `/_simulator`. */
export function describeOperations(operations: Operation[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const each of operations) {
    const path = `/_simulator${each.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: describeOperation(each) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Simulator control',
      version: '1',
      description:
        'Seeds, snapshots, clock, faults, limits, webhooks and journal of the simulated Instagram. Not a part of Instagram.',
    },
    paths,
  };
}

function describeOperation(described: Operation): Record<string, unknown> {
  const { method, path, summary, body, bodyType, response, responseType } = described;
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[:/]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(names.length > 0 && {
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    }),
    tags: [tagOf(path)],
    ...(body !== undefined && { requestBody: { content: json(body, 'input') } }),
    ...(bodyType !== undefined && { requestBody: { required: true, content: text(bodyType) } }),
    responses: {
      200: {
        description: 'Done.',
        content: responseType === undefined ? json(response, 'output') : text(responseType),
      },
      ...Object.fromEntries(
        Object.entries(refusals).map(([status, description]) => [
          status,
          { description, content: json(refusal, 'output') },
        ]),
      ),
    },
  };
}

/** What an operation can answer instead, each with a sentence. */
const refusals = {
  400: 'The request is not what the operation takes.',
  403: 'A page of another site sent it.',
  404: 'What the path or the body names does not exist.',
  409: 'It does not fit what is there.',
  422: 'The address that was given did not answer as it has to.',
};

/** The noun that the path begins with. */
function tagOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function text(type: string): Record<string, unknown> {
  return { [type]: { schema: { type: 'string' } } };
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

function json(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { 'application/json': { schema: described } };
}
