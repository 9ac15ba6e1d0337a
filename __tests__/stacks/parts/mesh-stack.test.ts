import '../../support/synth';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { type App, TerraformLocal, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { MeshStack } from '../../../lib/stacks/parts/mesh-stack';
import { stateKey } from '../../../lib/stacks/parts/s3-state';

const state = { bucket: 'acme-state', region: 'eu-west-1' };
const aStack = (app: App, name: string): MeshStack =>
  new MeshStack(app, name, { region: 'us-west-2', tags: { Team: 'tellers' }, state });

const below = (scope: Construct, ...parts: string[]): Construct =>
  parts.reduce((parent, part) => new Construct(parent, part), scope);

describe('the address of an element', () => {
  const stack = (): MeshStack => aStack(Testing.app(), 'dev-shop');

  it.each([
    [['Nodes', 'red'], 'Topic', 'red'],
    [['Nodes', 'red', 'task'], 'Topic', 'red_task'],
    [['Nodes', 'red', 'Runner'], 'task', 'red_task'],
    [['AppMesh', 'Services', 'color-service', 'default'], 'Route', 'color-service_default'],
    [['AppMesh'], 'InternetGateway', 'internet_gateway'],
    [[], 'topic', 'topic'],
  ])('is the names on its path, without the parts that say its kind: %j %s is %s', (parts, id, address) => {
    expect(new SnsTopic(below(stack(), ...parts), id, {}).friendlyUniqueId).toBe(address);
  });

  it('has no hash in it, neither of the path nor of the order of declaration', () => {
    const [first, second] = [stack(), stack()];
    const [, , earlier] = ['a', 'b', 'c'].map((name) => new SnsTopic(below(first, name), 'Topic', {}));
    const later = new SnsTopic(below(second, 'c'), 'Topic', {});
    expect(earlier?.friendlyUniqueId).toBe('c');
    expect(later.friendlyUniqueId).toBe('c');
  });

  it('may be shared by elements of different types, as in any Terraform', () => {
    const red = below(stack(), 'red');
    expect(new SnsTopic(red, 'Topic', {}).friendlyUniqueId).toBe('red');
    expect(new SsmParameter(red, 'Parameter', { name: 'red', type: 'String' }).friendlyUniqueId).toBe('red');
    expect(new TerraformLocal(red, 'Local', 1).friendlyUniqueId).toBe('red');
    expect(new TerraformVariable(red, 'Variable', {}).friendlyUniqueId).toBe('red');
  });

  it('is our bug where two elements of one type share it: one would silently replace the other', () => {
    const red = below(stack(), 'red');
    expect(new SnsTopic(red, 'Topic', {}).friendlyUniqueId).toBe('red');
    expect(() => new SnsTopic(red, 'Second', {}).friendlyUniqueId).toThrow(
      'bug: dev-shop/red/Topic and dev-shop/red/Second share the address aws_sns_topic.red; please report',
    );
  });
});

describe('what another stack reads', () => {
  const app = Testing.app();
  const [producer, consumer] = [aStack(app, 'dev-shop-network'), aStack(app, 'dev-shop')];
  const id = consumer.stringOf(producer, 'vpc_id');
  const ids = consumer.listOf(producer, 'subnet_ids');
  new Lb(consumer, 'LoadBalancer', { name: id, subnets: ids });
  const { data, resource } = JSON.parse(Testing.synth(consumer)) as Record<string, unknown>;

  it('is an output by name, from the producer’s state, which is read once', () => {
    expect(data).toEqual({
      terraform_remote_state: {
        network: {
          backend: 's3',
          config: { bucket: 'acme-state', region: 'eu-west-1', key: 'dev-shop-network.tfstate' },
        },
      },
    });
    expect(resource).toMatchObject({
      aws_lb: {
        load_balancer: {
          name: '${data.terraform_remote_state.network.outputs.vpc_id}',
          subnets: '${data.terraform_remote_state.network.outputs.subnet_ids}',
        },
      },
    });
  });

  it('makes the producer come first when cdktf deploys', () => {
    expect(consumer.dependencies).toEqual([producer]);
    expect(producer.dependencies).toEqual([]);
  });

  it('puts nothing into the producer: its outputs are its contract, not what a consumer refers to', () => {
    expect(JSON.parse(Testing.synth(producer))).not.toHaveProperty('output');
  });

  it('cannot be the output of a stack whose state is a file on one machine', () => {
    const local = new MeshStack(app, 'state', { region: 'us-west-2', tags: {} });
    expect(() => consumer.stringOf(local, 'bucket')).toThrow(
      'bug: state keeps its state where no other stack can read it; please report',
    );
  });
});

describe('the state of a stack', () => {
  it('is one object, named by the stack', () => {
    expect(stateKey('prod-color-teller')).toBe('prod-color-teller.tfstate');
  });
});
