import { typedCommands, typedHelp } from '../../../lib/commands/start/typed-help';
import { readTypedLine } from '../../../lib/commands/start/typed-line';
import { refusalOf } from '../rejections';

describe('a line that is typed while the mesh runs', () => {
  it.each([
    ['status', { kind: 'status' }],
    ['  help ', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['quit', { kind: 'quit' }],
    ['exit', { kind: 'quit' }],
    ['reset', { kind: 'reset' }],
    ['unset cart/default', { kind: 'unset', routes: ['cart/default'] }],
    ['unset cart/default, web/all', { kind: 'unset', routes: ['cart/default', 'web/all'] }],
    ['logs', { kind: 'logs', of: [] }],
    ['logs red.1 blue', { kind: 'logs', of: ['red.1', 'blue'] }],
    [
      'set cart/default:v1=1,v2=2',
      { kind: 'set', weights: [{ service: 'cart', route: 'default', weights: { v1: 1, v2: 2 } }] },
    ],
  ])('%j is heard', (line, heard) => {
    expect(readTypedLine(line)).toEqual(heard);
  });

  it.each([
    [
      'stop',
      'line "stop": is not a command here; type status, set, unset, reset, logs, help, quit [line-unknown]',
    ],
    ['status now', 'line "status now": status stands alone; type status [line-unknown]'],
    ['unset', 'line "unset": names no route; type unset <service>/<route> [line-unknown]'],
    ['set cart', expect.stringMatching(/^line "set cart": .*\[setting-weights-form\]$/)],
  ])('%j is refused by what was typed', async (line, message) => {
    expect(await refusalOf(() => readTypedLine(line))).toEqual(message);
  });

  it('is one of those that help shows, each in a line', () => {
    expect(typedHelp().map((line) => line.trim().split(/[ [<]/)[0])).toEqual(Object.keys(typedCommands));
  });
});
