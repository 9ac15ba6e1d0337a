import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContext, readSettings } from '../../../lib/project/settings';
import { problemsOf } from './refusals';

const folder = mkdtempSync(join(tmpdir(), 'meshwright-context-'));
afterAll(() => rmSync(folder, { recursive: true }));

function contextOf(text: string) {
  writeFileSync(join(folder, 'cdktf.json'), text);
  return readContext(folder);
}

describe('the context', () => {
  it('is the object context.mesh of cdktf.json', () => {
    expect(
      contextOf('{ "language": "typescript", "context": { "mesh": { "stage": "test" }, "other": 1 } }'),
    ).toEqual({
      stage: 'test',
    });
  });

  it.each(['{}', '{ "context": {} }', '{ "context": { "mesh": {} } }'])('is empty in %s', (text) => {
    expect(contextOf(text)).toEqual({});
  });

  it.each([
    ['{ "context": { "mesh": [] } }', 'cdktf.json > context > mesh [context-not-object]'],
    ['{ "context": { "mesh": "dev" } }', 'cdktf.json > context > mesh [context-not-object]'],
    ['{ "context": null }', 'cdktf.json > context [context-not-object]'],
    ['[]', 'cdktf.json [context-not-object]'],
    ['{ "context": ', 'cdktf.json [context-file-malformed]'],
    ['', 'cdktf.json [context-file-malformed]'],
  ])('is refused in %s', (text, refusal) => {
    expect(problemsOf(() => contextOf(text))).toEqual([refusal]);
  });

  it('is refused where there is no cdktf.json', () => {
    expect(problemsOf(() => readContext(join(folder, 'elsewhere')))).toEqual([
      'cdktf.json [context-file-missing]',
    ]);
  });

  it('is right in this project', () => {
    const context = readContext(join(__dirname, '..', '..', '..'));
    expect(() => readSettings({ environment: {}, context })).not.toThrow();
  });
});
