/**
 * What a stack uses of another one: an output of the one that has it, which the other reads from its state. Terraform knows
 * no reference across states.
 */
import { App } from 'cdktf';
import { type Problem, MeshError } from '../mesh/checks/problem';
import type { MeshStack } from '../stacks/parts/mesh-stack';
import { referenceBackwards } from './problems';

export interface ConnectedStack {
  readonly stack: MeshStack;
  /** Stacks that are deployed before it. */
  readonly mayRead: ReadonlySet<MeshStack>;
}

/**
 * cdktf finds the references. It would name the outputs by the ids of constructs and hide their values; here they are
 * named by the address, as every output of the project.
 * @param file of the user, which needs them
 * @throws MeshError with a problem for each reference to a stack that is not deployed before
 */
export function connectStacks(file: string, connected: readonly ConnectedStack[]): void {
  const mayRead = new Map(connected.map((each) => [each.stack, each.mayRead]));
  const found: Problem[] = [];
  const told = new Set<string>();
  for (const { stack } of connected) {
    const app = App.of(stack);
    const own = app.crossStackReference;
    app.crossStackReference = (producer, consumer, value) => {
      const [from, to] = [producer as MeshStack, consumer as MeshStack];
      if (!mayRead.get(to)?.has(from)) {
        found.push(referenceBackwards(file, { value, from: from.stackName, to: to.stackName }));
        return value;
      }
      const name = outputName(value);
      if (!told.has(`${from.stackName} ${name}`))
        from.addOutput(name, {
          value: `\${${value}}`,
          description: `What other stacks use of ${addressIn(value)}`,
        });
      told.add(`${from.stackName} ${name}`);
      return to.stringOf(from, name);
    };
    try {
      stack.findReferences();
    } finally {
      app.crossStackReference = own;
    }
  }
  if (found.length > 0) throw new MeshError(unique(found));
}

/** `aws_sqs_queue.orders.arn` is `aws_sqs_queue_orders_arn`. */
const outputName = (value: string) => value.replace(/\W+/g, '_').replace(/_$/, '');

/** `aws_sqs_queue.orders`. */
const addressIn = (value: string) => value.split('.').slice(0, 2).join('.');

/** A value may be used in several places of a stack. */
function unique(found: readonly Problem[]): Problem[] {
  return [...new Map(found.map((problem) => [problem.what, problem])).values()];
}
