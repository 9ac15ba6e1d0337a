/**
 * Child process of `cdktf-speed.test.ts`, with the patches of cdktf preloaded or not: synthesises the project, a generated
 * mesh and stacks of all kinds of tokens, and prints what cdktf says to values that it cannot resolve.
 */
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  App,
  DefaultTokenResolver,
  Fn,
  Lazy,
  StringConcat,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Token,
  Tokenization,
} from 'cdktf';
import path from 'node:path';
import { MeshStack } from '../../lib/stacks/parts/mesh-stack';
import { readProject } from '../../lib/project';
import { addStacks } from '../../lib/stacks';
import { shippedApplications } from './shipped';
import { generatedApplication, IMAGE_TAG } from '../bench/mesh';

/** One of each kind of value and token that cdktf knows, and text that only looks like one. */
class Tokens extends TerraformStack {
  readonly bucket: S3Bucket;

  constructor(app: App) {
    super(app, 'tokens');
    new AwsProvider(this, 'aws', { region: 'us-west-2' });
    const names = new TerraformVariable(this, 'names', { type: 'list(string)', default: ['a', 'b'] });
    const each = TerraformIterator.fromList(names.listValue);
    this.bucket = new S3Bucket(this, 'bucket', {
      forEach: each,
      bucket: each.value,
      tags: {
        literal: '$${not.a.reference} %%{ if }',
        escaped: '${"a"}',
        number: `${each.key}-${Token.asNumber(names.value)}`,
      },
      lifecycle: { preventDestroy: true, ignoreChanges: ['tags'] },
      provisioners: [{ type: 'local-exec', command: 'echo ${self.id}' }],
    });
    const role = new IamRole(this, 'role', {
      name: Lazy.stringValue({ produce: () => `lazy-${Fn.join('-', names.listValue)}` }),
      assumeRolePolicy: JSON.stringify({ arn: this.bucket.arn, numbers: [1e21, -1, 0.5, 1e-7] }),
      managedPolicyArns: Fn.tolist([Fn.upper(this.bucket.arn)]),
      tags: Token.asStringMap(Fn.merge([{ a: 'b' }, { c: this.bucket.id }])),
      dependsOn: [this.bucket],
    });
    role.addOverride('max_session_duration', Token.asNumber(Fn.parseint('3600', 10)));
    role.addOverride('path', undefined);
    this.addOverride('terraform.required_version', Fn.element(['>= 1.0'], 0));
    new TerraformLocal(this, 'plain', {
      list: [undefined, null, [], {}, [role.name], [undefined]],
      none: undefined,
      minus: -1,
      texts: ['1e5', 'x-e-1', '-1.8e+289'],
      at: [new Date(0)],
      yes: true,
    });
    // A key that is a token sends the whole map to cdktf's resolver.
    new TerraformLocal(this, 'keyed', {
      [`key-${role.name}`]: Token.asList(names.listValue),
      list: [undefined, 1],
    });
    new TerraformOutput(this, 'output', {
      value: [Token.nullValue(), Token.asAny({ id: role.id }), names.listValue],
    });
  }
}

/** Reads the first by reference, so that cdktf makes an output and a remote state. */
class Consumer extends TerraformStack {
  constructor(app: App, producer: Tokens) {
    super(app, 'consumer');
    new AwsProvider(this, 'aws', { region: 'us-west-2' });
    new IamRole(this, 'role', { name: 'consumer', assumeRolePolicy: `arn: ${producer.bucket.arn}` });
  }
}

/** cdktf's answer to each, at a path of some length. */
function refusals(app: App): string[] {
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  const bad = [
    () => 1,
    app,
    ['#{TfToken[x]}'],
    ['a', '#{TfToken[TOKEN.0]}'],
    '${TfToken[TOKEN.none]}',
    'Any Map Token Value',
    -123456789,
    { '&{TfToken[x]}': 1, b: 2 },
    circle,
    { _children: {}, _metadata: {} },
  ];
  const resolver = new DefaultTokenResolver(new StringConcat());
  return bad.map((value) => {
    try {
      return JSON.stringify(Tokenization.resolve({ a: [value] }, { scope: app, resolver, preparing: false }));
    } catch (error) {
      return String(error);
    }
  });
}

// What a MeshStack leaves out of cdktf's preparation is no patch, and must change no byte either.
if (process.argv[2] === 'stock') MeshStack.prototype.prepareStack = TerraformStack.prototype.prepareStack;
const app = new App();
const project = readProject({
  root: path.resolve(__dirname, '../..'),
  sources: [...shippedApplications, generatedApplication(10)],
  environment: { ...process.env, MESH_IMAGES: IMAGE_TAG },
});
addStacks(app, project);
new Consumer(app, new Tokens(app));
app.synth();
console.log(refusals(app).join('\n'));
