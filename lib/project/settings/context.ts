/** Reads the settings that are committed with the project: `context.mesh` of its `cdktf.json`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { contextFileMalformed, contextFileMissing, contextNotObject } from './problems';
import type { Context } from './read-settings';

/** An empty object if the file has no such context. */
export function readContext(projectRoot: string): Context {
  const file = join(projectRoot, 'cdktf.json');
  if (!existsSync(file)) throw new MeshError([contextFileMissing()]);
  const context = objectAt(parse(readFileSync(file, 'utf8')), 'context', 'cdktf.json > context');
  return objectAt(context, 'mesh', 'cdktf.json > context > mesh');
}

function parse(text: string): Context {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new MeshError([contextFileMalformed(error instanceof Error ? error.message : String(error))]);
  }
  return asObject(value, 'cdktf.json');
}

function objectAt(object: Context, key: string, where: string): Context {
  return object[key] === undefined ? {} : asObject(object[key], where);
}

function asObject(value: unknown, where: string): Context {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new MeshError([contextNotObject(where, value)]);
}
