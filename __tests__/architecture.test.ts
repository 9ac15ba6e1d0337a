/** The import table of `docs/design.md`, and the few rules about files, are enforced. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { type ImportRule, importRules } from './import-rules';

/** Files of more than 150 lines: tables, which are read by their rows. */
const DATA: readonly string[] = [
  'lib/mesh/checks/limits.ts',
  'lib/mesh/checks/misplaced-fields.ts',
  'lib/mesh/checks/problems/node.ts',
  'lib/mesh/checks/problems/route.ts',
  'lib/mesh/checks/problems/target.ts',
  'lib/mesh/surroundings/reference-kind.ts',
  'lib/project/settings/all-settings.ts',
  'lib/stacks/parts/checkov-exceptions.ts',
  'lib/targets/field-features.ts',
];
/** Folders of more than 30 files: one file for each resource of Envoy. */
const EQUALS: readonly string[] = ['lib/targets/envoy/bootstrap'];

const ROOT = join(__dirname, '..');
const FILES = ['lib', 'services', 'main.ts'].flatMap(typescriptFiles);
const ROWS = [...importRules, ...serviceFolders().flatMap(rowsOfService)];
const LIB_FILES = FILES.filter((file) => file.startsWith('lib/'));
const PROJECT_FILES = FILES.filter((file) => !/^services\/[^/]+\/[^/]+\//.test(file));

describe('which file imports which', () => {
  it.each(ROWS)('$rule ($files)', (row) => {
    const files = FILES.filter((file) => rowOf(file) === row);
    expect(files.flatMap((file) => violations(row, file, read(file)))).toEqual([]);
  });

  it('is said for every folder: a new one gets its row here, in the design and in its decision', () => {
    expect(FILES.filter((file) => rowOf(file) === undefined)).toEqual([]);
  });

  it.each([
    ["import { App } from 'cdktf';", 'cdktf'],
    ["import '../targets/app-mesh';", 'lib/targets/app-mesh/index'],
    ["import * as fs from 'node:fs';", 'node:fs'],
    ["import fs = require('node:fs');", 'node:fs'],
    ["import { type A, b } from 'constructs';", 'constructs'],
    [
      "export { readSettings } from '../project/settings/read-settings';",
      'lib/project/settings/read-settings',
    ],
    ["export * from '../project/settings';", 'lib/project/settings/index'],
    ["const later = () => import('../stacks/state');", 'lib/stacks/state'],
    ["const { App } = require('cdktf');", 'cdktf'],
    ["import type { Construct } from 'constructs';", 'constructs'],
    ["type C = import('constructs').Construct;", 'constructs'],
  ])('is seen however it is written: %s', (text, imported) => {
    expect(violations(rowNamed('lib/mesh/x.ts'), 'lib/mesh/x.ts', text)).toEqual([
      `lib/mesh/x.ts imports ${imported}`,
    ]);
  });

  it.each([
    ["import type { EcsServiceConfig } from '@cdktf/provider-aws/lib/ecs-service';", []],
    ["import { type EcsServiceConfig } from '@cdktf/provider-aws/lib/ecs-service';", []],
    [
      "import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';",
      ['@cdktf/provider-aws/lib/ecs-service'],
    ],
    ["import type { ecsService } from '@cdktf/provider-aws';", ['@cdktf/provider-aws']],
    ["import { listener } from '../app-mesh/listener';", ['lib/targets/app-mesh/listener']],
    ["import { validateForTarget } from '..';", ['lib/targets/index']],
    ["import { Platform } from './constructs';", ['lib/targets/envoy/constructs/index']],
    ["import { text } from '../../ecs/escape-template';", []],
  ])('tells a type from what runs, and a target from another: %s', (text, imported) => {
    const file = 'lib/targets/envoy/x.ts';
    expect(violations(rowNamed(file), file, text)).toEqual(imported.map((each) => `${file} imports ${each}`));
  });
});

describe('imports', () => {
  it('lead back to no file of lib that runs before it', () => {
    expect(filesInCircles(graphOf(LIB_FILES, { types: false }))).toEqual([]);
  });

  it('lead back to no file of the model, types among them', () => {
    const model = LIB_FILES.filter((file) => file.startsWith('lib/mesh/'));
    expect(filesInCircles(graphOf(model, { types: true }))).toEqual([]);
  });

  it.each([
    ['a file that imports itself', { a: ['a'] }, ['a']],
    ['two files', { a: ['b'], b: ['a'] }, ['a', 'b']],
    ['a circle behind a file', { a: ['b'], b: ['c'], c: ['b'] }, ['b', 'c']],
    ['two ways to one file', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ])('are seen to go round in a circle: %s', (_, imports, expected) => {
    expect(filesInCircles(new Map(Object.entries(imports)))).toEqual(expected);
  });
});

describe('the environment', () => {
  it('is read in lib/project/settings alone; all else gets settings as arguments', () => {
    const readers = PROJECT_FILES.filter((file) => readsEnvironment(read(file)));
    expect(readers.filter((file) => !file.startsWith('lib/project/settings/'))).toEqual([]);
  });

  it.each([
    ["const home = process.env['HOME'];", true],
    ['const all = { ...process.env };', true],
    ["process['env'].HOME;", true],
    ['const { env } = process;', true],
    ["import { env } from 'node:process';", true],
    ["import process from 'node:process'; process.env;", true],
    ['globalThis.process.env;', true],
    ['// process.env is read elsewhere', false],
    ["const text = 'process.env';", false],
    ['process.exit(1);', false],
    ['const { env } = settings;', false],
  ])('is seen however it is read: %s', (text, expected) => {
    expect(readsEnvironment(text)).toBe(expected);
  });
});

describe('a file', () => {
  it('has a name that says what is in it', () => {
    const vague = /(^|\/|-)(utils?|helpers?|common|manager|base|types|misc|shared)(\.[a-z]+)*(\/|\.ts$)/;
    const files = [...FILES, ...typescriptFiles('__tests__')];
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });

  it('of lib starts with a comment that says its purpose', () => {
    expect(LIB_FILES.filter((file) => !/^\/\*\*\s+(\*\s+)?\S.{14,}/.test(read(file)))).toEqual([]);
  });

  it('of lib is read in one sitting: at most 150 lines, unless it holds data', () => {
    const long = LIB_FILES.filter((file) => linesOf(file) > 150);
    expect(long.sort()).toEqual([...DATA].sort());
  });

  it('of lib lies beside at most 29 others, unless they are all of one kind', () => {
    const folders = [...new Set(LIB_FILES.map((file) => posix.dirname(file)))];
    const crowded = folders.filter(
      (folder) => LIB_FILES.filter((file) => posix.dirname(file) === folder).length > 30,
    );
    expect(crowded).toEqual(EQUALS);
  });

  it('that a test writes into a program is there: no compiler reads its path', () => {
    const written = typescriptFiles('__tests__').flatMap((file) =>
      [...read(file).matchAll(/\$\{\w+\}\/(lib\/[\w/-]+)'/g)].map(([, path = '']) => path),
    );
    expect(written).toContain('lib/commands/cli/command');
    expect(written.filter((path) => !existsSync(join(ROOT, `${path}.ts`)))).toEqual([]);
  });

  it('main.ts is read in one look: under 50 lines', () => {
    expect(linesOf('main.ts')).toBeLessThan(50);
  });
});

describe('a problem code', () => {
  const factory = 'lib/mesh/checks/problems/factory.ts';
  const codes = LIB_FILES.flatMap((file) => {
    // What stands beside the forms is made in them.
    const text = posix.dirname(file) === posix.dirname(factory) ? read(factory) + read(file) : read(file);
    return codesIn(text).map((code) => ({ code, file }));
  });

  it('is found in the model, too', () => {
    expect(codes.filter(({ file }) => file.startsWith('lib/mesh/checks/problems/')).length).toBeGreaterThan(
      100,
    );
  });

  it('has one factory, so that one code is one text', () => {
    const twice = codes.filter(({ code }, index) => codes.findIndex((each) => each.code === code) !== index);
    expect(twice).toEqual([]);
  });

  it('is kebab-case, so that it can be typed into MESH_ACCEPT', () => {
    expect(codes.filter(({ code }) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it.each([
    ["const p = { code: 'a-b', severity: 'error' };", ['a-b']],
    ["const error = (code: string) => ({ code }); error('c-d');", ['c-d']],
    ["function error(code: string) { return { code }; } const all = { x: () => error('e-f') };", ['e-f']],
    ["if (problem.code === 'a-b') work('a-b');", []],
  ])('is seen however its factory is written: %s', (text, expected) => {
    expect(codesIn(text)).toEqual(expected);
  });
});

/** A service runs without us: it has its own package.json, and what runs needs nothing that only tests install. */
function rowsOfService(folder: string): ImportRule[] {
  const manifest = JSON.parse(read(`${folder}/package.json`)) as {
    dependencies?: object;
    devDependencies?: object;
  };
  const installed = (packages: object = {}) => Object.keys(packages).flatMap((name) => [name, `${name}/**`]);
  const own = [`${folder}/**`, 'node:**', ...installed(manifest.dependencies)];
  const page = `${folder}/page/src/**`;
  return [
    ...(FILES.some((file) => matches(page, file))
      ? [
          {
            rule: 'what a service shows in a browser needs no Node and no server: its own folder, and what is built into it',
            files: page,
            may: [page, ...installed(manifest.devDependencies)],
          },
        ]
      : []),
    {
      rule: 'what a service runs is its own package: its sources and the dependencies it declares',
      files: `${folder}/src/**`,
      may: own,
      mayAsType: installed(manifest.devDependencies),
    },
    {
      rule: 'what tests a service stays in its package, too',
      files: `${folder}/**`,
      may: [...own, ...installed(manifest.devDependencies)],
    },
  ];
}

/** Folders `services/<application>/<service>`, and `services/<what all applications share>`, that are npm packages. */
function serviceFolders(): string[] {
  const folders = FILES.filter((file) => file.startsWith('services/')).flatMap((file) =>
    [2, 3].map((depth) => file.split('/').slice(0, depth).join('/')),
  );
  return [...new Set(folders)].filter((folder) => existsSync(join(ROOT, folder, 'package.json'))).sort();
}

function violations(row: ImportRule, file: string, text: string): string[] {
  return importsOf(text)
    .map(({ specifier, isType }) => ({ imported: resolveImport(file, specifier), isType }))
    .filter(
      ({ imported, isType }) =>
        ![...row.may, ...(isType ? (row.mayAsType ?? []) : [])].some((glob) => matches(glob, imported)),
    )
    .map(({ imported }) => `${file} imports ${imported}`);
}

interface Import {
  readonly specifier: string;
  readonly isType: boolean;
}

function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      found.push({ specifier: specifier.text, isType });
  };
  visit(text, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isExternalModuleReference(node)) add(node.expression, false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && /^(import|require|require\.resolve)$/.test(node.expression.getText())) {
      add(node.arguments[0], false);
    }
  });
  return found;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(files: readonly string[], { types }: { readonly types: boolean }): Graph {
  return new Map(
    files.map((file) => [
      file,
      importsOf(read(file))
        .filter(({ isType }) => types || !isType)
        .map(({ specifier }) => `${resolveImport(file, specifier)}.ts`),
    ]),
  );
}

/** Takes away what imports nothing that is left, then what nothing that is left imports: circles stay. */
function filesInCircles(graph: Graph): string[] {
  let left = [...graph.keys()];
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const ahead = new Set(left);
    left = left.filter((file) => graph.get(file)?.some((each) => ahead.has(each)));
    const imported = new Set(left.flatMap((file) => graph.get(file) ?? []));
    left = left.filter((file) => imported.has(file));
  }
  return left.sort();
}

/** The file's path from the root, without `.ts`; a package by its name. */
function resolveImport(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const path = posix
    .join(posix.dirname(file), specifier)
    .replace(/\/$/, '')
    .replace(/\.[jt]s$/, '');
  return existsSync(join(ROOT, `${path}.ts`)) || !existsSync(join(ROOT, path)) ? path : `${path}/index`;
}

function readsEnvironment(text: string): boolean {
  let found = false;
  const isProcess = (node: ts.Node) => /^(globalThis\.)?process$/.test(node.getText());
  visit(text, (node) => {
    if (ts.isPropertyAccessExpression(node)) found ||= isProcess(node.expression) && node.name.text === 'env';
    if (ts.isElementAccessExpression(node)) {
      found ||= isProcess(node.expression) && /^['"`]env['"`]$/.test(node.argumentExpression.getText());
    }
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && isProcess(node.initializer)) {
      found ||= /\benv\b/.test(node.name.getText());
    }
    if (ts.isImportDeclaration(node) && /^['"](node:)?process['"]$/.test(node.moduleSpecifier.getText())) {
      found ||= /\benv\b/.test(node.importClause?.getText() ?? '');
    }
  });
  return found;
}

/** Texts given to a property `code`, or as the argument `code` of a function of the same file. */
function codesIn(text: string): string[] {
  const codes: string[] = [];
  const factories = new Set<string>();
  visit(text, (node) => {
    const name =
      ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) ? node.name?.getText() : undefined;
    const made = ts.isVariableDeclaration(node) ? node.initializer : node;
    if (name === undefined || made === undefined) return;
    if (
      (ts.isArrowFunction(made) || ts.isFunctionDeclaration(made)) &&
      made.parameters[0]?.name.getText() === 'code'
    ) {
      factories.add(name);
    }
  });
  visit(text, (node) => {
    const isFactory = ts.isCallExpression(node) && factories.has(node.expression.getText());
    const isCode = ts.isPropertyAssignment(node) && node.name.getText() === 'code';
    const value = isFactory ? node.arguments[0] : isCode ? node.initializer : undefined;
    if (value !== undefined && ts.isStringLiteralLike(value)) codes.push(value.text);
  });
  return codes;
}

function visit(text: string, look: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    look(node);
    node.forEachChild(walk);
  };
  walk(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true));
}

function rowOf(file: string): ImportRule | undefined {
  return ROWS.find((row) => matches(row.files, file.replace(/\.tsx?$/, '')));
}

function rowNamed(file: string): ImportRule {
  const row = rowOf(file);
  if (row === undefined) throw new Error(`${file} has no row`);
  return row;
}

/** `*` is part of one name, `**` any number of folders. */
function matches(glob: string, path: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*/g, '\0')
    .replace(/\*/g, '[^/]*')
    .replace(/\0/g, '.*');
  return new RegExp(`^${pattern}$`).test(path);
}

function typescriptFiles(path: string): string[] {
  if (!existsSync(join(ROOT, path))) return [];
  if (/\.tsx?$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist'].includes(name))
    .flatMap((dirent) => {
      const below = `${path}/${dirent.name}`;
      if (dirent.isDirectory()) return typescriptFiles(below);
      return /\.tsx?$/.test(dirent.name) && !dirent.name.endsWith('.d.ts') ? [below] : [];
    })
    .sort();
}

function linesOf(file: string): number {
  return read(file).split('\n').length - 1;
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
