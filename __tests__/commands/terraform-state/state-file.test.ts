import { addressesOf, readState } from '../../../lib/commands/terraform-state/state-file';
import { refusalOf } from '../rejections';

const read = (state: object) => addressesOf(readState(JSON.stringify(state), 'x.tfstate'));

const resource = (fields: string) =>
  `{"version":4,"resources":[{"mode":"managed","type":"aws_vpc","name":"main",${fields}}]}`;

describe('a state', () => {
  it('holds what it manages, and no data source', () => {
    expect(
      read({
        version: 4,
        resources: [
          { mode: 'managed', type: 'aws_vpc', name: 'main', instances: [{ attributes: { id: 'vpc-1' } }] },
          { mode: 'data', type: 'aws_region', name: 'here', instances: [{}] },
          { mode: 'managed', type: 'aws_eip', name: 'gone', instances: [] },
        ],
      }),
    ).toEqual(['aws_vpc.main']);
  });

  it('holds nothing after a destroy, or before the first apply', () => {
    expect(read({ version: 4, resources: [] })).toEqual([]);
    expect(read({ version: 4 })).toEqual([]);
    expect(readState('', 'x.tfstate')).toEqual([]);
  });

  it.each([
    ['no JSON', 'x.tfstate'],
    ['{"version":3,"modules":[]}', 'version 3'],
    ['null', 'version undefined'],
    ['{"version":4,"resources":null}', 'its resources are not written as terraform writes them'],
    ['{"version":4,"resources":{}}', 'its resources are not'],
    ['{"version":4,"resources":[null]}', 'its resources are not'],
    ['{"version":4,"resources":[{"mode":"managed","type":"aws_vpc"}]}', 'its resources are not'],
    [resource('"instances":null'), 'its resources are not'],
    [resource('"instances":[null]'), 'its resources are not'],
    [resource('"instances":[{"attributes":null}]'), 'its resources are not'],
    [resource('"instances":[{"dependencies":[1]}]'), 'its resources are not'],
  ])('that cannot be read (%s) is not taken for an empty one', async (text, part) => {
    const refused = await refusalOf(() => readState(text, 'x.tfstate'));
    expect(refused).toContain(part);
    expect(refused).toMatch(/^state "x.tfstate": is not a state of terraform \(.*\[state-unreadable\]$/);
  });
});
