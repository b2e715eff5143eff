import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type Type from 'typebox';
import { basePath } from './allowedMethods.ts';
import { problem } from '../contract/route.ts';
import type { Route } from '../contract/route.ts';
import { isTuple, mapSchema } from '../../schema/mapSchema.ts';
import { personHeader } from './readPerson.ts';
import { plain } from '../../schema/schemaWords.ts';
import type { Schema } from '../../schema/schemaWords.ts';

/** Adds the OpenAPI document of the routes that are added after it, at `/api/v1/openapi.json`. */
export async function addOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Active Defense',
        version,
        description: 'What the Grafana app works with. Times are ms since 1970-01-01 UTC.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          person: {
            type: 'apiKey',
            in: 'header',
            name: personHeader,
            description: 'Who acts, as Grafana’s proxy says: {"Login":"admin","OrgRole":"Admin"}',
          },
        },
      },
      security: [{ token: [], person: [] }],
    },
    transform: ({ route, url }) => {
      const { contractRoute, path = url } = (route.config ?? {}) as { contractRoute?: Route; path?: string };
      return { url: path, schema: contractRoute === undefined ? { hide: true } : documented(contractRoute) };
    },
  });
  app.get(`${basePath}/openapi.json`, (_, reply) =>
    reply.header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
}

function documented({ role, summary, params, query, body, answer, contentType }: Route): FastifySchema {
  const content = (type: string, schema: Schema) => ({ [type]: { schema } });
  return {
    summary,
    description: `For ${role === 'Viewer' ? 'everybody' : `${role}s`}.`,
    ...(params === undefined ? {} : { params: modern(params) }),
    ...(query === undefined ? {} : { querystring: modern(query) }),
    ...(body === undefined ? {} : { body: modern(body) }),
    response: {
      200: {
        description: 'Done',
        content: content(contentType ?? 'application/json', modern(answer)),
      },
      default: {
        description: 'What is wrong, and how to mend it (RFC 9457)',
        content: content('application/problem+json', modern(problem)),
      },
    },
  };
}

/** In the words of JSON Schema 2020-12, which OpenAPI 3.1 has; tuples as lists, as tools are at odds over `prefixItems`. */
function modern(schema: Type.TSchema): Schema {
  return mapSchema(plain(schema), ({ items, patternProperties, ...rest }) => ({
    ...rest,
    ...(items !== undefined && (isTuple(items) ? { items: { anyOf: items }, maxItems: items.length } : { items })),
    ...(patternProperties !== undefined && { additionalProperties: Object.values(patternProperties)[0] }),
  }));
}
