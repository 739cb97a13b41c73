import { z } from 'zod';
import { catalogue } from './errors.ts';
import { idempotencyKey } from './idempotency.ts';
import type { AnyOp, Contract } from './op.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of a contract. The session cookie is the credential; `x-access` says which role an
 * operation needs. Every refusal is one RFC 9457 problem.
 */
export function openApiOf(
  contract: Contract,
  about: { title: string; version: string; server: string; cookieName: string },
): Json {
  const paths: Record<string, Json> = {};
  for (const [group, operations] of Object.entries(contract))
    for (const [name, operation] of Object.entries(operations)) {
      const path = operation.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [operation.method]: describe(group, name, operation) };
    }
  return {
    openapi: '3.1.0',
    info: {
      title: about.title,
      version: about.version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.server }],
    tags: Object.keys(contract).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: about.cookieName } },
      schemas: { Problem: problem },
      parameters: { IdempotencyKey: keyParameter },
      responses: {
        Problem: {
          description: 'Refused; `code` is permanent, the sentences are for people.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function describe(group: string, name: string, operation: AnyOp): Json {
  return {
    operationId: `${group}.${name}`,
    tags: [group],
    summary: operation.summary,
    'x-access': operation.access,
    security: operation.access === 'public' ? [] : [{ session: [] }],
    parameters: [
      ...parametersOf(operation.params, 'path'),
      ...parametersOf(operation.query, 'query'),
      ...(operation.keyed ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
          },
        }),
    responses: {
      [operation.status]: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(operation.response, 'output') } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function parametersOf(schema: z.core.$ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  // The dialect is the document's own; each schema need not repeat it.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json;
  return json;
}

const keyParameter: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Made up by the caller for one request. Sent again within 24 hours with the same input it is answered alike, with the header Idempotency-Replayed, and nothing is done twice. With another input it is refused as idempotency_conflict; while the first is at work, as idempotency_in_progress.',
  schema: schemaOf(idempotencyKey, 'input'),
};

const text = { type: 'string' };
const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'action', 'requestId'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(catalogue) },
    detail: text,
    action: { type: 'object', required: ['do', 'label'], properties: { do: text, label: text } },
    requestId: text,
    fields: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: text, message: text } },
    },
    details: { type: 'object' },
  },
};
