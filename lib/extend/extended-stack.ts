/** A stack as `extend.ts` sees it: a scope for constructs, and outputs of its own. */
import type { TerraformStack } from 'cdktf';
import type { StackOutput } from '../stacks/parts/mesh-stack';

export interface ExtendedStack extends TerraformStack {
  /** `prod-shop`, as `npm run list` prints it. */
  readonly stackName: string;
  /** @param name in snake_case, a contract once others read it */
  addOutput(name: string, output: StackOutput): void;
}
