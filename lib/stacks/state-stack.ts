/** Stack `state`: the bucket that every other stack keeps its state in. It is the only stack without a stage. */
import { LocalBackend } from 'cdktf';
import type { Construct } from 'constructs';
import type { Settings } from '../project/settings';
import { MeshStack } from './parts/mesh-stack';
import { StateBucket } from './parts/state-bucket';

/**
 * Its own state cannot be in the bucket. The path is relative to `cdktf.out/stacks/state`, so it is the project's root on
 * every machine.
 */
const LOCAL_STATE = '../../../terraform.state.tfstate';

export class StateStack extends MeshStack {
  constructor(scope: Construct, name: string, { region, stateBucket, stateKey, protect }: Settings) {
    super(scope, name, { region, tags: { ManagedBy: 'terraform', Stack: name } });
    new LocalBackend(this, { path: LOCAL_STATE });
    const bucket = new StateBucket(this, 'StateBucket', {
      bucket: stateBucket,
      protect,
      ...(stateKey !== undefined && { keyArn: stateKey }),
    });
    this.addOutput('bucket', {
      value: bucket.bucket,
      description: 'Name of the bucket that holds the states',
    });
    this.addOutput('bucket_arn', {
      value: bucket.arn,
      description: 'ARN of the bucket that holds the states',
    });
  }
}
