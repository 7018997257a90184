import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mask, parseMask } from './field-mask.ts';
import { GoogleRefusal } from './google-refusal.ts';
import type { Exchange } from './routes.ts';

/** How Google describes a value (discovery format v1, which looks like JSON Schema and is not). */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

interface Parameter extends Schema {
  readonly location: string;
  readonly required?: boolean;
  readonly repeated?: boolean;
}

interface Method {
  readonly id: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly flatPath?: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly request?: Schema;
  readonly response?: Schema;
  readonly mediaUpload?: { readonly protocols: { readonly simple: { readonly path: string } } };
}

interface Resource {
  readonly methods?: Readonly<Record<string, Method>>;
  readonly resources?: Readonly<Record<string, Resource>>;
}

/** Google's description of one API. */
export interface Description extends Resource {
  readonly name: string;
  readonly servicePath: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly schemas: Readonly<Record<string, Schema & { readonly id: string }>>;
}

/**
 * Google's own descriptions of the APIs from the folder that CONCORDAT_GOOGLE_DESCRIPTIONS names; null where it names none, and
 * the tests that need them are skipped: the descriptions are no part of the project.
 */
export function readDescriptions(): readonly Description[] | null {
  const folder = process.env['CONCORDAT_GOOGLE_DESCRIPTIONS'];
  if (folder) {
    const names = ['sheets.v4', 'drive.v3', 'cloudtasks.v2'];
    return names.map((name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Description);
  }
  console.warn(
    'skipped: CONCORDAT_GOOGLE_DESCRIPTIONS names no folder with Google’s descriptions, so traffic is not checked against them',
  );
  return null;
}

/** Methods of the APIs that no description is read for: nothing is held to one there. */
export const UNDESCRIBED = /^(?:oauth2|metadata|secretmanager|cloudfunctions)\./;

/**
 * What in the traffic does not fit Google's descriptions: paths, queries, bodies, field masks and answers, a line for each. Nothing
 * is said of a value but where it stands.
 */
export function misfits(traffic: readonly Exchange[], descriptions: readonly Description[]): string[] {
  return traffic.flatMap((exchange) => {
    if (UNDESCRIBED.test(exchange.id)) return [];
    const description = descriptions.find(({ name }) => exchange.id.startsWith(`${name}.`));
    const method = description && methodsIn(description).find(({ id }) => id === exchange.id);
    if (!description || !method) return [`${exchange.verb} ${exchange.path}: not described`];
    return misfitsOf(exchange, method, description).map((misfit) => `${exchange.id}: ${misfit}`);
  });
}

function methodsIn({ methods = {}, resources = {} }: Resource): readonly Method[] {
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsIn)];
}

function misfitsOf(exchange: Exchange, method: Method, description: Description): string[] {
  const { schemas } = description;
  const isUpload = exchange.query.some(([name]) => name === 'uploadType');
  const template = isUpload
    ? (method.mediaUpload?.protocols.simple.path ?? '')
    : `/${description.servicePath}${method.flatPath ?? method.path}`;
  const shape = template.replace(/[.:]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
  const found: string[] = [];
  if (exchange.verb !== method.httpMethod) found.push('the verb is another');
  if (!new RegExp(`^${shape}$`).test(exchange.path)) found.push('the path is another');

  const parameters = { ...description.parameters, ...method.parameters };
  const counts = new Map<string, number>();
  for (const [name, text] of exchange.query) {
    const parameter = parameters[name];
    const at = `query.${name}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (parameter?.location !== 'query') found.push(`${at} is not described`);
    else if (!parameter.repeated && counts.get(name) === 2) found.push(`${at} stands twice`);
    else found.push(...textMisfits(text, parameter, at));
    if (name === 'fields' && method.response) found.push(...maskMisfits(text, method.response, schemas, at));
  }
  for (const [name, { location, required }] of Object.entries(method.parameters ?? {})) {
    if (location === 'query' && required && !counts.has(name)) found.push(`query.${name} is missing`);
  }

  if (method.request) {
    if (exchange.body !== undefined) found.push(...valueMisfits(exchange.body, method.request, schemas, 'body'));
    else if (!isUpload) found.push('body is missing');
  } else if (exchange.body !== undefined) found.push('body is not described');

  const isDownload = exchange.query.some(([name, text]) => name === 'alt' && text === 'media');
  if (exchange.status >= 400) found.push(...errorMisfits(exchange));
  else if (exchange.status > 0 && !isDownload && method.response) {
    found.push(...valueMisfits(exchange.answer, method.response, schemas, 'answer'));
  } else if (exchange.status > 0 && exchange.answer !== undefined) found.push('answer is not described');
  return found;
}

type Schemas = Description['schemas'];

function resolved(schema: Schema, schemas: Schemas): Schema & { readonly id?: string } {
  if (schema.$ref === undefined) return schema;
  const named = schemas[schema.$ref];
  if (!named) throw new Error(`the description lacks ${schema.$ref}`);
  return named;
}

function valueMisfits(value: unknown, asked: Schema, schemas: Schemas, at: string): string[] {
  const schema = resolved(asked, schemas);
  switch (schema.type) {
    case 'any':
      return [];
    case 'object':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is not an object`];
      return Object.entries(value).flatMap(([name, one]) => {
        const inner = schema.properties?.[name] ?? schema.additionalProperties;
        if (!inner) return [`${at}.${name} is not described`];
        if (one === null || one === undefined) return []; // In JSON for these APIs, null is the same as left out.
        if (inner.format !== 'google-fieldmask') return valueMisfits(one, inner, schemas, `${at}.${name}`);
        const root = schema.id === undefined ? undefined : MASK_ROOTS[schema.id];
        if (root === undefined) return [`${at}.${name}: nobody said what the mask of ${schema.id} is about`];
        return typeof one === 'string'
          ? maskMisfits(one, { $ref: root }, schemas, `${at}.${name}`)
          : [`${at}.${name} is not text`];
      });
    case 'array':
      if (!Array.isArray(value)) return [`${at} is not a list`];
      return value.flatMap((one, index) =>
        valueMisfits(one, schema.items ?? { type: 'any' }, schemas, `${at}[${index}]`),
      );
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at} is not true or false`];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? textMisfits(String(value), schema, at) : [`${at} is not a number`];
    case 'string':
      return typeof value === 'string' ? textMisfits(value, schema, at) : [`${at} is not text`];
    default:
      return [`${at}: the checker has not learnt the type ${schema.type}`];
  }
}

/** What a request's field mask is about, by the request, as its description says in words. */
const MASK_ROOTS: Readonly<Record<string, string>> = {
  UpdateCellsRequest: 'CellData',
  RepeatCellRequest: 'CellData',
  UpdateSheetPropertiesRequest: 'SheetProperties',
  UpdateSpreadsheetPropertiesRequest: 'SpreadsheetProperties',
  UpdateDimensionPropertiesRequest: 'DimensionProperties',
};

const SHAPES: Readonly<Record<string, RegExp>> = {
  'string int64': /^-?\d{1,19}$/,
  'string byte': /^[\w+/-]*={0,2}$/,
  'string date': /^\d{4}-\d\d-\d\d$/,
  'string date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  'string google-datetime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  'string google-duration': /^-?\d+(?:\.\d+)?s$/,
  'boolean -': /^(?:true|false)$/,
  'integer int32': /^-?\d{1,10}$/,
  'integer uint32': /^\d{1,10}$/,
  'number double': /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i,
  'number float': /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i,
};

function textMisfits(text: string, schema: Schema, at: string): string[] {
  const { type, format, pattern, minimum, maximum } = schema;
  const shape = SHAPES[`${type} ${format ?? '-'}`];
  if (!shape && (format || type !== 'string')) return [`${at}: the checker has not learnt ${type} ${format}`];
  if (shape && !shape.test(text)) return [`${at} is not ${type} ${format ?? ''}`.trim()];
  if (format === 'int32' && Math.abs(Number(text)) > 2 ** 31) return [`${at} is too large`];
  if (minimum !== undefined && Number(text) < Number(minimum)) return [`${at} is too small`];
  if (maximum !== undefined && Number(text) > Number(maximum)) return [`${at} is too large`];
  if (pattern !== undefined && !new RegExp(pattern).test(text)) return [`${at} is not of the shape asked for`];
  return schema.enum && !schema.enum.includes(text) ? [`${at} is none of the values described`] : [];
}

function maskMisfits(text: string, schema: Schema, schemas: Schemas, at: string): string[] {
  let mask: Mask;
  try {
    mask = parseMask(text);
  } catch (cause) {
    if (cause instanceof GoogleRefusal) return [`${at} is not a field mask`];
    throw cause;
  }
  return namesMisfitting(mask, schema, schemas, at);
}

function namesMisfitting(mask: Mask, asked: Schema, schemas: Schemas, at: string): string[] {
  const schema = resolved(asked, schemas);
  if (schema.type === 'array') return namesMisfitting(mask, schema.items ?? { type: 'any' }, schemas, at);
  if (schema.type === 'any') return [];
  return [...mask].flatMap(([name, below]) => {
    if (name === '*') return [];
    const inner = schema.properties?.[name] ?? schema.additionalProperties;
    if (!inner) return [`${at}: ${name} is not described`];
    return namesMisfitting(below, inner, schemas, `${at}.${name}`);
  });
}

/** Errors are described in words only (google.rpc.Status in JSON). */
function errorMisfits({ status, answer }: Exchange): string[] {
  const { error } = (answer ?? {}) as { readonly error?: Readonly<Record<string, unknown>> };
  const isError =
    error?.['code'] === status && typeof error['message'] === 'string' && typeof error['status'] === 'string';
  return isError ? [] : ['answer is not an error as Google gives it'];
}
