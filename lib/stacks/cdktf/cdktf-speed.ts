/**
 * Patches of cdktf 0.21.0, which is archived and will get no release of its own. None changes a byte of output. Imported
 * for its effect, before anything else of cdktf. Two stand here, the others each in a file of their own.
 */
import './cdktf-load';
import './cdktf-resolve';
import { TerraformStack } from 'cdktf';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the module itself is changed, an import is a copy
import stackTrace = require('cdktf/lib/tokens/private/stack-trace');

// Every token keeps a whole stack trace for error texts: a third of the time of a large synth, ten times that under
// source maps (hashicorp/terraform-cdk#3892).
(stackTrace as { captureStackTrace: () => string[] }).captureStackTrace = () => [];

// `dependsOn` walks every path between two stacks, exponentially many where paths meet again. Each stack once is enough.
TerraformStack.prototype.dependsOn = function dependsOn(
  this: TerraformStack,
  stack: TerraformStack,
): boolean {
  const seen = new Set<TerraformStack>();
  const open = [...this.dependencies];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === stack) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...next.dependencies);
  }
  return false;
};
