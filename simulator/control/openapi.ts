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
      description: 'Seeds, clock, faults and journal of the simulated Instagram. Not a part of Instagram.',
    },
    paths,
  };
}

function describeOperation({ method, path, summary, body, response }: Operation): Record<string, unknown> {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[:/]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(names.length > 0 && {
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    }),
    ...(body !== undefined && { requestBody: { content: json(body, 'input') } }),
    responses: {
      200: { description: 'Done.', content: json(response, 'output') },
      default: { description: 'Refused, with a sentence.', content: json(refusal, 'output') },
    },
  };
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

function json(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { 'application/json': { schema: described } };
}
